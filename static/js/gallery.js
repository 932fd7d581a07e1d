// Says which photo of a swiped gallery is in view, and lets the small ones turn to it without moving the page.
for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const strip = gallery.firstElementChild;
  const count = gallery.querySelector("[data-gallery-count]");
  const thumbs = [...gallery.querySelectorAll(".thumbs a")];
  if (!count) continue;

  strip.addEventListener("scroll", () => {
    const index = Math.round(strip.scrollLeft / strip.clientWidth);
    count.textContent = `${index + 1} / ${thumbs.length}`;
    thumbs.forEach((thumb, number) => thumb.toggleAttribute("aria-current", number === index));
  }, { passive: true });

  thumbs.forEach((thumb, number) => thumb.addEventListener("click", (event) => {
    event.preventDefault();
    strip.scrollTo({ left: number * strip.clientWidth });
  }));
}
