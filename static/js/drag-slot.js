// Drag a slot to another day of the calendar, with a mouse on a wide screen. Its own page does the same for everyone.
const wide = matchMedia("(min-width: 64rem) and (pointer: fine)");
const dialog = document.querySelector("[data-move-dialog]");
let dragged = null;

function dayAt(event) {
  return dragged && wide.matches ? event.target.closest?.("[data-day]") : null;
}

function mark(day) {
  document.querySelector(".day--target")?.classList.remove("day--target");
  day?.classList.add("day--target");
}

function ask(day) {
  const form = dialog.querySelector("form");
  const { move, product, seen, time, name } = dragged.dataset;
  form.action = move;
  for (const [field, value] of Object.entries({ product, seen, time, day: day.dataset.day })) {
    form.elements[field].value = value;
  }
  const words = dialog.querySelector("[data-move-words]");
  words.textContent = words.dataset.moveWords
    .replace("{name}", () => name)
    .replace("{day}", day.dataset.label)
    .replace("{time}", time.replace(":", "."));
  dialog.querySelector("[data-move-counts]").hidden = !("counts" in dragged.dataset);
  const pin = dialog.querySelector("[data-move-pin]");
  pin.hidden = pin.firstElementChild.disabled = !("canBePinned" in dragged.dataset);
  dialog.showModal();
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]") ?? null;
  if (dragged) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const day = dayAt(event);
  mark(day);
  if (day) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const day = dayAt(event);
  if (!day) return;
  event.preventDefault();
  if (day !== dragged.closest("[data-day]")) ask(day);
});
document.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});
dialog.querySelector("[data-move-cancel]").addEventListener("click", () => dialog.close());
