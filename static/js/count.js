// Say while one types how many signs and hashtags a text has.
for (const line of document.querySelectorAll("[data-count]")) {
  const text = document.getElementById(line.dataset.count);
  const now = line.querySelector("[data-count-now]");
  const count = () => {
    const signs = [...text.value.trim()].length;
    const hashtags = (text.value.match(/#[\p{L}\p{N}_]+/gu) ?? []).length;
    now.textContent = now.dataset.countNow.replace("{signs}", signs).replace("{hashtags}", hashtags);
  };
  text.addEventListener("input", count);
  count();
}
