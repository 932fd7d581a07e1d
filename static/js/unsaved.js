// Ask before leaving a page while something typed in its form is not saved.
const dirty = new Set();

document.addEventListener("input", ({ target }) => {
  if (target.form?.matches("[data-unsaved]") && target.type !== "checkbox") dirty.add(target);
});
document.addEventListener("submit", ({ target }) => target.matches("[data-unsaved]") && dirty.clear());
addEventListener("beforeunload", (event) => dirty.size && event.preventDefault());
