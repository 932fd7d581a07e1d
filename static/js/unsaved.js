// Ask before leaving a page while something typed in a form is not saved. A form that came back refused says "now".
const unsaved = new Set(document.querySelectorAll('form[data-unsaved="now"]'));

document.addEventListener("input", ({ target }) => {
  // Choosing rows to act on is no typing.
  if (target.form?.matches("[data-unsaved]") && target.name !== "pilih") unsaved.add(target.form);
});
document.addEventListener("submit", ({ target }) => unsaved.delete(target));
addEventListener("beforeunload", (event) => unsaved.size && event.preventDefault());
