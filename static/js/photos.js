// Move and remove a product's photos in place: by their buttons, by dragging and by the arrow keys.
const form = document.querySelector("[data-photos]").closest("form");
const section = document.querySelector("[data-photos]");
const status = document.querySelector("[data-photo-status]");
const LONG_PRESS = 350;
const SLIP = 8;
let waiting, drag;

const list = () => section.querySelector("[data-order]");
const typed = () => {
  const data = new FormData(form);
  data.delete("foto");
  return data;
};

// Show the photos as the portal has them now; what stands open or is being dragged is left alone until it is done.
function show(parts) {
  if (drag?.isOn || section.querySelector(":popover-open")) {
    waiting = parts;
    return;
  }
  waiting = null;
  const pk = document.activeElement.closest?.("[data-photo]")?.dataset.photo;
  section.innerHTML = parts.photos;
  document.querySelector("[data-preparation]").innerHTML = parts.preparation;
  if (pk) section.querySelector(`[data-photo="${pk}"] .photos__open`)?.focus();
}

async function send(address, data) {
  try {
    const answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } });
    const parts = await answer.json();
    if (parts.refused) return warn(parts.refused);
    status.textContent = parts.message;
    show(parts);
  } catch {
    location.reload();
  }
}

function warn(words) {
  const line = document.createElement("p");
  line.className = "field__error";
  line.role = "alert";
  line.textContent = words;
  section.append(line);
}

function sendOrder() {
  const data = typed();
  for (const item of list().querySelectorAll("[data-photo]")) data.append("urutan", item.dataset.photo);
  return send(list().dataset.order, data);
}

document.addEventListener("photos:changed", ({ detail }) => show(detail));
section.addEventListener("toggle", (event) => {
  if (event.newState === "closed" && waiting) show(waiting);
}, true);

form.addEventListener("submit", (event) => {
  if (!event.submitter?.hasAttribute("data-photo-action")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const item = event.submitter.closest("[data-photo]");
  const data = typed();
  item.querySelector("[popover]").hidePopover?.();
  item.querySelector(".photos__open").focus();
  send(event.submitter.formAction, data);
}, true);

// The arrow keys on a photo.
section.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  const button = event.target.closest(".photos__open");
  if (!step || !button) return;
  event.preventDefault();
  const item = button.closest("[data-photo]");
  const way = step < 0 ? "depan" : "belakang";
  const move = [...item.querySelectorAll("[data-photo-action]")].find((each) => each.formAction.includes(`/${way}/`));
  if (move) send(move.formAction, typed());
});

// Dragging: at once with a mouse, after holding still for a moment with a finger, so that one can still scroll.
section.addEventListener("pointerdown", (event) => {
  const button = event.target.closest(".photos__open");
  if (!button || event.button) return;
  const isTouch = event.pointerType !== "mouse";
  drag = { item: button.closest("[data-photo]"), x: event.clientX, y: event.clientY, isTouch, isOn: false };
  if (isTouch) drag.timer = setTimeout(begin, LONG_PRESS);
});
addEventListener("pointermove", (event) => {
  if (!drag) return;
  const way = Math.hypot(event.clientX - drag.x, event.clientY - drag.y);
  if (!drag.isOn && way > SLIP) drag.isTouch ? stop() : begin();
  if (drag?.isOn) dropOn(document.elementFromPoint(event.clientX, event.clientY));
});
addEventListener("pointerup", () => end(true));
addEventListener("pointercancel", () => end(false));
section.addEventListener("touchmove", (event) => drag?.isOn && event.preventDefault(), { passive: false });
section.addEventListener("contextmenu", (event) => drag?.isOn && event.preventDefault());
section.addEventListener("dragstart", (event) => event.preventDefault());

function begin() {
  drag.isOn = true;
  drag.before = order();
  drag.item.classList.add("is-dragged");
}

function order() {
  return [...list().querySelectorAll("[data-photo]")].map((item) => item.dataset.photo).join();
}

function dropOn(element) {
  const target = element?.closest("[data-photo]");
  if (!target || target === drag.item) {
    drag.over = null;
    return;
  }
  if (target === drag.over) return;
  drag.over = target;
  const isAhead = drag.item.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
  if (isAhead) target.before(drag.item);
  else target.after(drag.item);
}

function stop() {
  clearTimeout(drag?.timer);
  drag = null;
}

function end(isWanted) {
  if (!drag) return;
  const { isOn, item, before } = drag;
  stop();
  if (!isOn) return;
  item.classList.remove("is-dragged");
  // The click that ends a drag opens nothing.
  addEventListener("click", (event) => { event.preventDefault(); event.stopPropagation(); }, { capture: true, once: true });
  setTimeout(() => dispatchEvent(new MouseEvent("click")), 50);
  if (!isWanted) for (const pk of before.split(",").reverse()) list().prepend(list().querySelector(`[data-photo="${pk}"]`));
  if (isWanted && order() !== before) sendOrder();
  else if (waiting) show(waiting);
}
