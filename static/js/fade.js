// Take away what can be done for some seconds only, once they are over.
for (const offer of document.querySelectorAll("[data-gone-after]")) {
  setTimeout(() => offer.remove(), offer.dataset.goneAfter * 1000);
}
