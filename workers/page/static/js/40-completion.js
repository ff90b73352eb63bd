// Fields, countries and names are offered as one types; arrows choose, Tab or Enter takes, Escape closes.
(() => {
  document.querySelectorAll("[data-completes]").forEach((input, number) => {
    const list = document.createElement("ul");
    list.className = "offers";
    list.id = `offers-${number}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.getAttribute("aria-label"));
    list.hidden = true;
    input.after(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(name, value);
    let offers = [];
    let chosen = -1;
    let asked = 0;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (index) => {
      chosen = (index + offers.length) % offers.length;
      [...list.children].forEach((one, at) => one.setAttribute("aria-selected", at === chosen));
      input.setAttribute("aria-activedescendant", list.children[chosen].id);
      list.children[chosen].scrollIntoView({ block: "nearest" });
    };
    const take = (index) => {
      input.value = offers[index].query;
      input.focus();
      close();
      if (input.value.endsWith(":")) ask();
    };
    const show = (found) => {
      offers = found;
      list.replaceChildren(
        ...found.map((offer, index) => {
          const item = document.createElement("li");
          item.id = `${list.id}-${index}`;
          item.setAttribute("role", "option");
          item.setAttribute("aria-selected", "false");
          item.append(offer.text);
          if (offer.holds) {
            const told = document.createElement("span");
            told.append(offer.holds);
            item.append(told);
          }
          item.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            take(index);
          });
          return item;
        }),
      );
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!!found.length));
      chosen = -1;
    };
    const ask = async () => {
      const mine = ++asked;
      const before = input.value.slice(0, input.selectionEnd);
      if (!before.trim() || input.selectionEnd !== input.value.length) return close();
      const answer = await fetch(`/recherche/completer?q=${encodeURIComponent(before)}`);
      if (answer.ok && mine === asked && document.activeElement === input) show(await answer.json());
    };
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 120);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
      else if (event.key === "Tab" && !event.shiftKey) take(Math.max(chosen, 0));
      else if (event.key === "Enter" && chosen >= 0) take(chosen);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
  });
})();
