// Ask before leaving a form with typing that is not saved.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  let isUnsaved = form.dataset.unsaved === "now";
  form.addEventListener("input", () => (isUnsaved = true));
  form.addEventListener("submit", () => (isUnsaved = false));
  addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
}
