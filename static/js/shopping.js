// The shopping list, remembered on this device. Where that is not possible, it lives in its address alone.
const KEY = "belanja";
const MAX_LINES = 30;
const MAX_QUANTITY = 999;
const PAIR = /^([1-9]\d{0,17}):([1-9]\d{0,8})$/;
// Asked for each time: going back in a list brings another one.
const status = () => document.querySelector("[data-list-status]");
const page = document.querySelector("[data-list-page]");
let clearing;

// The pairs of a query as the portal reads them: each product once, within the limits.
function tidy(query) {
  const quantities = new Map();
  for (const pair of new URLSearchParams(query).getAll("p")) {
    const [, pk, quantity] = PAIR.exec(pair) ?? [];
    const listed = quantities.get(pk) ?? 0;
    if (pk && (listed || quantities.size < MAX_LINES)) quantities.set(pk, Math.min(listed + +quantity, MAX_QUANTITY));
  }
  return [...quantities].map((pair) => `p=${pair.join(":")}`).join("&");
}

function recall() {
  try {
    return tidy(localStorage.getItem(KEY) ?? "");
  } catch {
    return "";
  }
}

function remember(list) {
  try {
    localStorage.setItem(KEY, list);
    return true;
  } catch {
    return false;
  }
}

function say(words) {
  status().textContent = words;
  clearTimeout(clearing);
  clearing = setTimeout(() => status().textContent = "", 4000);
}

// Bring the header, the buttons and the list's page in line with what is remembered.
function show() {
  const list = recall();
  for (const link of document.querySelectorAll("[data-list-link]")) {
    link.search = list;
    link.querySelector(".count").textContent = list && list.split("&").length;
  }
  for (const link of document.querySelectorAll("[data-list-add]")) {
    const sign = link.querySelector("use");
    const isListed = `&${list}`.includes(`&${link.search.slice(1).split(":")[0]}:`);
    sign.dataset.sign ??= sign.getAttribute("href");
    sign.setAttribute("href", isListed ? sign.dataset.sign.replace(/#.*/, "#check") : sign.dataset.sign);
    link.classList.toggle("is-listed", isListed);
    link.ariaDescription = isListed ? status().dataset.listed : null;
  }
  if (page) showOwner(list);
}

// A place in the history that once showed the own list goes on showing it; other lists stay what they are.
function showOwner(list) {
  const shown = tidy(location.search);
  const isOwn = shown === list;
  const others = page.querySelector("[data-list-others]");
  if (isOwn) history.replaceState(KEY, "");
  else if (!shown || history.state === KEY) location.replace(location.pathname + (list && `?${list}`));
  if (others) others.hidden = isOwn || !remember(list);
}

function add(link) {
  const field = link.closest("form")?.elements.jumlah;
  if (field && !field.reportValidity()) return true;
  const pair = field ? link.search.replace(/:.*/, `:${field.valueAsNumber}`) : link.search;
  const before = recall();
  const after = tidy(`${before}&${pair.slice(1)}`);
  if (!remember(after)) return false;
  show();
  say(after === before ? status().dataset.full : `${status().dataset.added} ${after.split("&").length}`);
  return true;
}

// Only the own list is changed for good. Emptying it is a step in the history, so that going back shows what it held.
function change(link) {
  if (history.state !== KEY || !remember(tidy(link.search))) return false;
  if (link.search) location.replace(link.href);
  else history.replaceState(null, "");
  return link.search;
}

function keep() {
  remember(tidy(location.search));
  show();
  say(status().dataset.kept);
}

const actions = { listAdd: add, listChange: change, listKeep: keep };

// An action that answers true has done what its link would do.
document.addEventListener("click", (event) => {
  const control = event.target.closest("[data-list-add], [data-list-change], [data-list-keep]");
  const name = control && Object.keys(actions).find((each) => each in control.dataset);
  if (name && actions[name](control)) event.preventDefault();
});
document.addEventListener("htmx:load", show);
addEventListener("storage", show);
addEventListener("pageshow", (event) => event.persisted && show());
show();
