/** The page's only script: hides profiles that do not match the filter. */
export const pageScript = `
(() => {
  const form = document.querySelector(".filter");
  const input = form.querySelector("input");
  const output = form.querySelector("output");
  const all = Number(output.dataset.all);
  if (all === 0) return;
  const rows = [...document.querySelectorAll("[data-row]")];
  const pieces = [...document.querySelectorAll("[data-piece]")];
  const texts = new Map();
  for (const row of rows) {
    if (row.dataset.find === undefined) continue;
    texts.set(row.dataset.row, (row.textContent + " " + row.dataset.find).toLowerCase());
  }
  const apply = () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const fits = (number) => words.every((word) => texts.get(number).includes(word));
    const shown = new Set([...texts.keys()].filter(fits));
    for (const row of rows) row.hidden = !shown.has(row.dataset.row);
    for (const piece of pieces) piece.hidden = !piece.querySelector("[data-row]:not([hidden])");
    output.textContent = words.length === 0 ? "" : shown.size + " of " + all + " shown";
  };
  input.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  if (input.value !== "") apply();
})();
`;
