// A watch tried as one types: a moment after the last key the outcome is asked for and put in place; the address follows.
(() => {
  const form = document.querySelector("form[data-trying]");
  if (!form) return;
  const outcome = document.querySelector("[data-outcome]");
  const text = form.elements.texte;
  let timer = 0;
  let asking = null;

  const tryIt = async () => {
    asking?.abort();
    asking = new AbortController();
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    try {
      outcome.setAttribute("aria-busy", "true");
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      outcome.replaceChildren(...page.querySelector("[data-outcome]").childNodes);
      text.toggleAttribute("aria-invalid", page.querySelector("#texte").hasAttribute("aria-invalid"));
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    } finally {
      outcome.removeAttribute("aria-busy");
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(tryIt, 350);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    tryIt();
  });
})();
