// A picture is sent as soon as it is chosen, and only its own part of the page changes.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-picture]");
  if (form) form.requestSubmit(form.querySelector("[data-picture-send]"));
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-picture]");
  if (!form) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  const status = form.querySelector("[data-picture-status]");
  status.textContent = form.dataset.sending;
  form.setAttribute("aria-busy", "true");
  try {
    const body = new FormData(form, event.submitter);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "1" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form");
    form.replaceWith(part);
    part.querySelector("input[type=file]").focus({ preventScroll: true });
  } catch {
    form.removeAttribute("aria-busy");
    status.textContent = form.dataset.failed;
  }
});
