// After a form came back: put the person at the first field that is wrong. Who returns to typing kept from another
// visit reads from the top.
if (!document.querySelector("[data-kept-typing]")) {
  const wrong = document.querySelector("main [aria-invalid=true]");
  wrong?.focus({ preventScroll: true });
  wrong?.scrollIntoView({ block: "center" });
}
