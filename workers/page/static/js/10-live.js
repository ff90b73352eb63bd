// What is new is announced, and put in place only when the reader asks: what one reads never moves by itself.
(() => {
  const stream = document.querySelector("[data-live]");
  if (!stream || !window.EventSource) return;
  const button = stream.querySelector(".fresh button");
  const shown = () => new Set([...stream.querySelectorAll("[data-story]")].map((one) => one.dataset.story));
  const events = new EventSource(stream.dataset.live);

  events.addEventListener("newest", (event) => {
    const known = shown();
    const n = new Set(JSON.parse(event.data).filter((id) => !known.has(id))).size;
    button.hidden = !n;
    button.textContent = (n > 1 ? button.dataset.many : button.dataset.one).replace("{n}", n);
  });
  window.addEventListener("pagehide", () => events.close());

  button.addEventListener("click", async () => {
    button.hidden = true;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const known = shown();
    const next = page.querySelector("[data-live]");
    for (const one of next.querySelectorAll("[data-story]")) {
      if (!known.has(one.dataset.story)) one.classList.add("new");
    }
    const old = [...stream.children].slice([...stream.children].findIndex((one) => one.matches(".fresh")) + 1);
    old.forEach((one) => one.remove());
    const from = [...next.children];
    stream.append(...from.slice(from.findIndex((one) => one.matches(".fresh")) + 1));
    window.scrollTo({ top: 0 });
    stream.querySelector(".new a")?.focus({ preventScroll: true });
  });
})();
