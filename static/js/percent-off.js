// Say while one types how much lower a price is than the usual one.
for (const line of document.querySelectorAll("[data-percent-off]")) {
  const field = document.getElementById(line.dataset.percentOff);
  const usual = Number(line.dataset.price);
  const words = line.textContent;
  const say = () => {
    const price = Number(field.value.replace(/\D/g, ""));
    const percent = Math.floor((usual - price) * 100 / usual);
    line.textContent = price && price < usual ? line.dataset.words.replace("{percent}", percent) : words;
  };
  field.addEventListener("input", say);
  say();
}
