// Set the thousands of an amount apart while one types; what is no amount is left for the portal to answer.
const format = new Intl.NumberFormat(document.documentElement.lang);

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-rupiah]") || !/^[\d.,\s]{1,20}$/.test(target.value)) return;
  const digits = target.value.replace(/\D/g, "");
  if (!digits) return;
  const after = target.value.slice(target.selectionEnd).replace(/\D/g, "").length;
  target.value = format.format(digits);
  // The caret stays before as many digits as it stood before.
  let place = target.value.length;
  for (let passed = 0; passed < after; place--) if (/\d/.test(target.value[place - 1])) passed++;
  target.setSelectionRange(place, place);
});
