// Alerts: what is said of one is sent without leaving the page; 1 2 3 vote, p acknowledges, m mutes the line one is at.
(() => {
  const inbox = document.querySelector(".inbox");
  if (!inbox) return;
  const said = inbox.querySelector("[data-said]");

  inbox.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-inplace]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const chosen = event.submitter;
    const line = document.getElementById(form.dataset.inplace);
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, chosen)) });
    if (!answer.ok) {
      form.submit();
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(line.id);
    said.textContent = `${line.querySelector("h3").textContent.trim()} : ${chosen.textContent.trim()}`;
    const here = line.classList.contains("here");
    if (fresh) {
      line.replaceWith(fresh);
      fresh.classList.toggle("here", here);
      fresh.querySelector(`[data-act="${chosen.dataset.act}"]`)?.focus();
      return;
    }
    const next = line.nextElementSibling || line.previousElementSibling;
    line.remove();
    next?.classList.toggle("here", here);
    next?.querySelector(`[data-act="${chosen.dataset.act}"]`)?.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (!/^[123pm]$/.test(event.key)) return;
    const line = document.activeElement?.closest(".alert") || inbox.querySelector(".alert.here");
    line?.querySelector(`[data-act="${event.key}"]`)?.click();
  });
})();
