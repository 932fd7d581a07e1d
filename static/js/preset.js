// A choice that implies an answer elsewhere gives it; it can still be changed.
document.addEventListener("change", (event) => {
  const choice = event.target.closest("[data-presets]");
  if (choice) document.getElementById(choice.dataset.presets).checked = Boolean(choice.dataset.preset);
});
