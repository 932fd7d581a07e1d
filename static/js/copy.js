// Copy the text that a control names; where that fails, mark it for copying by hand.
const status = document.querySelector("[data-copy-status]");
let clearing;

for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;

document.addEventListener("click", async (event) => {
  const control = event.target.closest("[data-copy]");
  if (!control) return;
  event.preventDefault();
  const source = document.getElementById(control.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    say(status.dataset.copied);
  } catch {
    mark(source);
    say(status.dataset.selected);
  }
});

function mark(source) {
  source.scrollIntoView({ block: "center" });
  if (source.select) source.select();
  else getSelection().selectAllChildren(source);
}

function say(words) {
  status.textContent = words;
  clearTimeout(clearing);
  clearing = setTimeout(() => status.textContent = "", 4000);
}
