// A long list in groups shows the group only that was chosen in the list before it.
for (const list of document.querySelectorAll("select[data-narrowed-by]")) {
  const chooser = document.getElementById(list.dataset.narrowedBy);
  const groups = [...list.querySelectorAll("optgroup")];

  const narrow = () => {
    const chosen = chooser.value && chooser.selectedOptions[0].label;
    const shown = groups.filter((group) => !chosen || group.label === chosen);
    const value = list.value;
    groups.forEach((group) => group.remove());
    list.append(...shown);
    // What was chosen stays if it is still there; else the list asks again.
    list.value = value;
    if (list.selectedIndex < 0) list.selectedIndex = 0;
  };

  chooser.addEventListener("change", narrow);
  // Going back, the browser fills in what was chosen after this script has run.
  addEventListener("pageshow", narrow);
  narrow();
}
