// After a form came back: put the person at the first field that is wrong.
const wrong = document.querySelector("main [aria-invalid=true]");
wrong?.focus({ preventScroll: true });
wrong?.scrollIntoView({ block: "center" });
