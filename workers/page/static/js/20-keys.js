// The keyboard: / search, j k lines, o open, n what is new, g and a letter for a view, ? help.
(() => {
  const help = document.getElementById("help");
  const lines = () => [...document.querySelectorAll("[data-line]")];
  const target = (one) => one?.querySelector(":is(h2, h3) a") || one?.querySelector("a, button");
  let awaits = false;

  document.querySelector("[data-help]").hidden = false;
  document.querySelector("[data-help]").addEventListener("click", () => help.showModal());

  const step = (by) => {
    const all = lines();
    const at = all.findIndex((one) => one.classList.contains("here"));
    const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
    if (!next) return;
    all[at]?.classList.remove("here");
    next.classList.add("here");
    target(next)?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const keys = {
    "/": () => (document.querySelector("main input[type=search]") || document.querySelector(".quick input"))?.select(),
    j: () => step(1),
    k: () => step(-1),
    o: () => target(document.querySelector("[data-line].here"))?.click(),
    n: () => document.querySelector(".fresh button:not([hidden])")?.click(),
    "?": () => help.showModal(),
    g: () => {
      awaits = true;
      setTimeout(() => (awaits = false), 1500);
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (awaits) {
      awaits = false;
      const view = document.querySelector(`nav [data-key="${CSS.escape(event.key)}"]`);
      if (view) view.click();
      return;
    }
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
