// Keep saying how many days a campaign is away or has left, on a page that stays open past midnight in Lampung.
const DAY = 24 * 60 * 60 * 1000;
const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jakarta" });

function say(line) {
  const { from, until, coming, tomorrow, left, one, last, over } = line.dataset;
  const today = Date.parse(day.format());
  const away = (Date.parse(from) - today) / DAY;
  const remaining = (Date.parse(until) - today) / DAY;
  if (away > 1) line.textContent = coming.replace("{days}", away);
  else if (away === 1) line.textContent = tomorrow;
  else if (remaining > 1) line.textContent = left.replace("{days}", remaining);
  else if (remaining === 1) line.textContent = one;
  else line.textContent = remaining === 0 ? last : over;
}

for (const line of document.querySelectorAll("[data-countdown]")) {
  say(line);
  setInterval(say, 60_000, line);
}
