import { createHash } from "node:crypto";
import { createNames, type Names } from "./audience.js";
import { renderExpiries } from "./html/expiries.js";
import { html, trusted, type Markup } from "./html/markup.js";
import { renderMatrix } from "./html/matrix.js";
import { pageStyle } from "./html/pageStyle.js";
import { describeHead, listSections, type Section } from "./sections.js";
import type { TenantReport } from "./tenantReport.js";

/** Names come from the tenant: the policy forbids requests and all scripts but the filter. */
export function renderHtml(report: TenantReport): string {
  const names = createNames(report);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>iOS app provisioning profiles, ${report.generatedDateTime.slice(0, 10)}</title>
        ${trusted(`<style>${pageStyle}</style>`)}
      </head>
      <body>
        <header>
          <h1>iOS app provisioning profiles</h1>
          ${describeHead(report).map((line) => html`<p>${line}</p>`)}
        </header>
        <main>
          ${filter}
          ${listSections(report, names).map(
            (section) =>
              html`<section aria-labelledby="${section.id}">
                <h2 id="${section.id}">${section.title}</h2>
                ${renderContent(section, report, names)}
              </section>`,
          )}
        </main>
        <footer>
          <p>Made by pulumi-intune-provisioning from what Microsoft Graph returned.</p>
        </footer>
        ${trusted(`<script>${filterScript}</script>`)}
      </body>
    </html> `.text;
}

function renderContent({ id, items, none }: Section, report: TenantReport, names: Names) {
  if (id === "expiries" && report.configurations.length > 0) return renderExpiries(report, names);
  if (items.length === 0) return html`<p>${none}</p>`;
  const matrix = id === "assignments" ? renderMatrix(report, names) : [];
  if (matrix.length > 0) return matrix;
  const item = ({ profileId = "", name, words }: Section["items"][number]): Markup =>
    html`<li data-row="${profileId}"><bdi>${name}</bdi>${words === "" ? "" : `: ${words}`}</li>`;
  return html`<ul class="${id}">
    ${items.map(item)}
  </ul>`;
}

/** Hidden until the script shows it. */
const filter = html`<form class="filter" role="search" hidden>
  <label for="filter">Filter by profile, file or group</label>
  <input id="filter" type="search" autocomplete="off" spellcheck="false" />
  <output for="filter" aria-live="polite"></output>
</form>`;

/** The page's only script: hides profiles that do not match the filter. */
const filterScript = `
(() => {
  const form = document.querySelector(".filter");
  const [input, output] = form.querySelectorAll("input, output");
  const rows = [...document.querySelectorAll("[data-row]")];
  const pieces = [...document.querySelectorAll("[data-piece]")];
  const found = rows.filter((row) => row.dataset.find !== undefined);
  const texts = new Map(
    found.map((row) => [row.dataset.row, (row.textContent + " " + row.dataset.find).toLowerCase()]),
  );
  const apply = () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const fits = (id) => words.every((word) => texts.get(id)?.includes(word) ?? true);
    for (const row of rows) row.hidden = !fits(row.dataset.row);
    for (const piece of pieces) piece.hidden = !piece.querySelector("[data-row]:not([hidden])");
    const shown = [...texts.keys()].filter(fits).length;
    output.textContent = words.length === 0 ? "" : shown + " of " + texts.size + " shown";
  };
  input.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = texts.size === 0;
  if (input.value !== "") apply();
})();
`;

const scriptHash = createHash("sha256").update(filterScript).digest("base64");
const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'`;
