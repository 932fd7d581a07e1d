// Send a form when a choice changes; its button stays for everyone else.
document.addEventListener("change", ({ target }) => {
  if (target.matches("select")) target.closest("form[data-auto-submit]")?.requestSubmit();
});
