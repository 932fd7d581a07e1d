// Send a form when the choice in it changes; its button stays for everyone without scripts.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-auto-submit]")) event.target.form.requestSubmit();
});
