// Choose the category by the product's name, until somebody chooses one.
const box = document.querySelector("[data-suggestions]");
const name = document.querySelector("[data-suggest-from]");
const select = document.querySelector("[data-suggested]");
const words = document.querySelector("[data-suggested-words]");
const PAUSE = 400;
let timer, own = "", last = "";

async function suggest() {
  if (select.value !== own || name.value.trim() === last) return;
  last = name.value.trim();
  try {
    const answer = await fetch(`${box.dataset.suggestions}?${new URLSearchParams({ nama: last })}`);
    const { pk } = await answer.json();
    if (select.value !== own || name.value.trim() !== last) return;
    own = select.value = pk ?? "";
    words.textContent = pk ? words.dataset.suggestedWords : "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  } catch {
    // The name still decides when the form is saved.
    last = "";
  }
}

name.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(suggest, PAUSE);
});
name.addEventListener("change", suggest);
select.addEventListener("change", () => {
  if (select.value !== own) words.textContent = "";
});
