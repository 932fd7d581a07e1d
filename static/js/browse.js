// Keep addresses short: what was left empty, and the usual order, is not sent.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("[data-drop-empty]")) return;
  for (const [name, value] of [...event.formData]) {
    if (value === "" || (name === "urut" && value === "baru")) event.formData.delete(name);
  }
});

// On a phone the choices push the products down: sent by their button, they fold away. What the list shows already is
// not asked for again.
document.addEventListener("submit", (event) => {
  const choices = event.target.closest("[data-fold]");
  if (!choices) return;
  choices.open = false;
  choices.firstElementChild.focus();
  if (sorted(new FormData(event.target)) !== sorted(location.search)) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

function sorted(pairs) {
  const query = new URLSearchParams(pairs);
  query.sort();
  return `${query}`;
}

// The same choices twice, by a change and by the button, are one place in the history.
document.addEventListener("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
  if (history.path === location.pathname + location.search) history.type = "replace";
});
