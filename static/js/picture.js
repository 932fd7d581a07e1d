// A picture is sent as soon as it is chosen, and only its own part of the page changes. The button is for trying again.
const sender = (form) => form.querySelector("[data-picture-send]");
document.querySelectorAll("form[data-picture]").forEach((form) => (sender(form).hidden = true));

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-picture]");
  if (form) form.requestSubmit(sender(form));
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
    sender(part).hidden = true;
    const hadFocus = form.contains(document.activeElement);
    form.replaceWith(part);
    if (hadFocus) part.querySelector("input[type=file]").focus({ preventScroll: true });
  } catch {
    form.removeAttribute("aria-busy");
    sender(form).hidden = false;
    status.textContent = form.dataset.failed;
  }
});
