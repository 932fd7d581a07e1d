// Keep what is typed into a form: with the portal while one types, and on this device until that has worked.
const form = document.querySelector("[data-typing]");
const status = document.querySelector("[data-typing-status]");
const KEY = form.dataset.typingKey;
const PAUSE = 800;
let timer, running, isDirty = false, isLeaving = false;

const typed = () => {
  const data = new FormData(form);
  data.delete("foto");
  return data;
};

// The device's own memory; it may be full or forbidden.
const device = {
  get() {
    try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
  },
  set(value) {
    try { localStorage.setItem(KEY, JSON.stringify(value)); } catch { /* The portal still has it. */ }
  },
  clear() {
    try { localStorage.removeItem(KEY); } catch { /* There was nothing. */ }
  },
};

function fields() {
  const data = typed();
  data.delete("csrfmiddlewaretoken");
  return Object.fromEntries(data);
}

function note() {
  isDirty = true;
  device.set({ fields: fields() });
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
}

async function keep() {
  if (!isDirty || isLeaving) return;
  clearTimeout(timer);
  running?.abort();
  running = new AbortController();
  isDirty = false;
  try {
    const answer = await fetch(form.dataset.typing, { method: "POST", body: typed(), signal: running.signal });
    if (answer.redirected) throw new Error("signed out");
    if (!answer.ok) throw new Error(answer.status);
    if (isDirty) return;
    device.clear();
    status.textContent = status.dataset.kept;
  } catch (error) {
    if (error.name === "AbortError") return;
    isDirty = true;
    status.textContent = error.message === "signed out" ? status.dataset.out : status.dataset.offline;
  }
}

// What this device kept and the portal never got is put back. A form that was sent has arrived if the product changed.
function restore() {
  const kept = device.get();
  if (!kept?.fields) return;
  if (kept.isSent && kept.fields.seen !== form.elements.seen.value) return device.clear();
  for (const [name, value] of Object.entries(kept.fields)) {
    const field = form.elements[name];
    if (!field || name.endsWith("-was")) continue;
    if (field.value === value) continue;
    field.value = value;
    if (name !== "seen") isDirty = true;
  }
  if (!isDirty) return device.clear();
  for (const field of form.querySelectorAll("textarea")) field.dispatchEvent(new Event("input", { bubbles: true }));
  keep();
}

form.addEventListener("input", (event) => event.target.type !== "file" && note());
form.addEventListener("change", (event) => event.target.type !== "file" && note());
form.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (event.submitter?.hasAttribute("data-typing-discard")) {
    device.clear();
  } else if (!navigator.onLine) {
    event.preventDefault();
    note();
    status.textContent = status.dataset.offline;
    return;
  } else {
    device.set({ fields: fields(), isSent: true });
  }
  isLeaving = true;
  clearTimeout(timer);
  running?.abort();
});
addEventListener("online", keep);
addEventListener("offline", () => status.textContent = status.dataset.offline);
addEventListener("pageshow", (event) => {
  if (event.persisted) isLeaving = false;
});
// A page that goes away may still send a little.
addEventListener("pagehide", () => {
  if (isDirty && !isLeaving) navigator.sendBeacon(form.dataset.typing, typed());
});
restore();
