// Share a page through the phone's own sheet, else copy its address; where neither works, the link goes on to WhatsApp.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-share]");
  if (!link) return;
  event.preventDefault();
  try {
    if (!await share(link)) return;
  } catch {
    location.assign(link.href);
  }
  if (link.dataset.shareCount) navigator.sendBeacon(link.dataset.shareCount);
});

// Whether the page was passed on: false when the visitor closed the sheet.
async function share(link) {
  const { share: url, shareName: title, shareCopied: copied } = link.dataset;
  if (navigator.share) {
    try {
      await navigator.share({ title, text: title, url });
      return true;
    } catch (error) {
      if (error.name === "AbortError") return false;
    }
  }
  await navigator.clipboard.writeText(url);
  link.nextElementSibling.textContent = copied;
  return true;
}
