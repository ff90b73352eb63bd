// A stretch of the histogram is chosen by dragging over it; a click on one bar is its link.
(() => {
  const figure = document.querySelector("[data-brush]");
  if (!figure) return;
  const svg = figure.querySelector("svg");
  const bars = [...svg.querySelectorAll("a")];
  const brushed = svg.querySelector(".brushed");
  let first = -1;
  let last = -1;

  const at = (event) => {
    const box = svg.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.max(0, Math.min(bars.length - 1, Math.floor(share * bars.length)));
  };
  const show = () => {
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    const step = svg.viewBox.baseVal.width / bars.length;
    brushed.removeAttribute("hidden");
    brushed.setAttribute("x", low * step);
    brushed.setAttribute("width", (high - low + 1) * step);
    bars.forEach((bar, index) => bar.classList.toggle("in", index >= low && index <= high));
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    first = last = at(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (first < 0) return;
    last = at(event);
    if (last !== first) show();
  });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => {
    if (first !== last) event.preventDefault();
  });
  window.addEventListener("pointerup", () => {
    if (first < 0) return;
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    const moved = first !== last;
    first = -1;
    if (!moved) return;
    const there = new URL(figure.dataset.brush, location.href);
    there.searchParams.set("dates", `depuis:${bars[low].dataset.from} avant:${bars[high].dataset.to}`);
    location.assign(there);
  });
})();
