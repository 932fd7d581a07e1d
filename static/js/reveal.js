// Let people look at the password they type: a box that names its field shows it as plain text.
for (const choice of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(choice.dataset.reveal);
  choice.hidden = false;
  choice.addEventListener("change", (event) => field.type = event.target.checked ? "text" : "password");
  // Password managers offer to save only what is still a password when it is sent.
  field.form.addEventListener("submit", () => field.type = "password");
}
