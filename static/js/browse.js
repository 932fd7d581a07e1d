// Keep addresses short: what was left empty, and the usual order, is not sent.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("[data-drop-empty]")) return;
  for (const [name, value] of [...event.formData]) {
    if (value === "" || (name === "urut" && value === "baru")) event.formData.delete(name);
  }
});
