import { createHash } from "node:crypto";
import { createNames, type Names } from "./describeAudience.js";
import { describeOrigin, listCounts, listSections, type Section } from "./describeReport.js";
import { renderExpiries } from "./html/expiries.js";
import { html, trusted, type Markup } from "./html/markup.js";
import { renderMatrix } from "./html/matrix.js";
import { pageScript } from "./html/pageScript.js";
import { pageStyle } from "./html/pageStyle.js";
import { describeSelection } from "./selection.js";
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
          <p class="origin">${describeOrigin(report)}</p>
          ${describeSelection(report).map((words) => html`<p>${words}.</p>`)}
          ${renderCounts(report)}
        </header>
        <main>
          ${renderFilter(report)}
          ${listSections(report, names).map((section) => renderSection(section, report, names))}
        </main>
        <footer>
          <p>Made by pulumi-intune-provisioning from what Microsoft Graph returned.</p>
        </footer>
        ${trusted(`<script>${pageScript}</script>`)}
      </body>
    </html> `.text;
}

const scriptHash = createHash("sha256").update(pageScript).digest("base64");
const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'`;

function renderCounts(report: TenantReport): Markup {
  return html`<ul class="counts">
    ${listCounts(report).map(({ key, label, count }) => {
      const words = html`<strong>${count}</strong> <span>${label}</span>`;
      return count === 0
        ? html`<li class="count none">${words}</li>`
        : html`<li class="count ${key}"><a href="#${key}">${words}</a></li>`;
    })}
  </ul>`;
}

/** Hidden until the script shows it. */
function renderFilter({ configurations }: TenantReport): Markup {
  return html`<form class="filter" role="search" hidden>
    <label for="filter">Filter by profile, file or group</label>
    <input id="filter" type="search" autocomplete="off" spellcheck="false" />
    <output for="filter" aria-live="polite" data-all="${configurations.length}"></output>
  </form>`;
}

function renderSection(section: Section, report: TenantReport, names: Names): Markup {
  const { id, title } = section;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${renderContent(section, report, names)}
  </section>`;
}

function renderContent({ id, items, none }: Section, report: TenantReport, names: Names) {
  // The filter finds a profile's elements by this index.
  const rowOf = new Map(report.configurations.map(({ id }, index) => [id, index]));
  if (id === "expiries" && rowOf.size > 0) return renderExpiries(report, names);
  if (items.length === 0) return html`<p>${none}</p>`;
  const matrix = id === "assignments" ? renderMatrix(report, rowOf) : [];
  if (matrix.length > 0) return matrix;
  const item = ({ profileId = "", name, words }: Section["items"][number]): Markup => {
    const row = rowOf.get(profileId);
    return html`<li ${row === undefined ? "" : html`data-row="${row}"`}>
      <bdi>${name}</bdi>${words === "" ? "" : `: ${words}`}
    </li>`;
  };
  return html`<ul class="${id}">
    ${items.map(item)}
  </ul>`;
}
