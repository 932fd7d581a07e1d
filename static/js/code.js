// Send a form once the code in it is complete; its button stays for everyone else.
for (const place of document.querySelectorAll("[data-code]")) {
  const field = place.querySelector("input");
  let sent = false;
  if (place.getBoundingClientRect().bottom < innerHeight) field.focus();
  field.addEventListener("input", () => {
    const digits = field.value.replace(/\D/g, "").length;
    if (sent || digits !== Number(place.dataset.code)) return;
    sent = true;
    field.form.requestSubmit();
  });
}
