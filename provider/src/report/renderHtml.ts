import { createHash } from "node:crypto";
import { renderAssignments } from "./html/assignmentsSection.js";
import { renderExpiries } from "./html/expirySection.js";
import { html, trusted, type Markup } from "./html/markup.js";
import { renderChanges, renderMissingGroups, renderUnassigned } from "./html/listSections.js";
import { pageScript } from "./html/pageScript.js";
import { pageStyle } from "./html/pageStyle.js";
import { renderSymbols } from "./html/symbols.js";
import { createNames } from "./names.js";
import { describeSelection } from "./selection.js";
import { layTimeline } from "./timeline.js";
import { describeOrigin, listCounts, type CountWords } from "./reportWords.js";
import type { TenantReport } from "./tenantReport.js";

/**
 * The report as one HTML file. It asks for nothing from anywhere, and its policy forbids it to: names come from the
 * tenant, and the only script that may run is the filter's.
 */
export function renderHtml(report: TenantReport): string {
  const timeline = layTimeline(report);
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
        ${renderSymbols(timeline)}
        <header>
          <h1>iOS app provisioning profiles</h1>
          <p class="origin">${describeOrigin(report)}</p>
          ${describeSelection(report).map((words) => html`<p>${words}.</p>`)}
          ${renderCounts(report)}
        </header>
        <main>
          ${renderFilter(report)} ${renderChanges(report, names)}
          ${renderExpiries(report, { timeline, names })} ${renderAssignments(report)}
          ${renderUnassigned(report, names)} ${renderMissingGroups(report, names)}
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
  const { configurations } = report.counts;
  const all: CountWords = {
    key: "configurations",
    label: configurations === 1 ? "profile" : "profiles",
    count: configurations,
  };
  return html`<ul class="counts">
    ${[all, ...listCounts(report)].map(renderCount)}
  </ul>`;
}

function renderCount({ key, label, count }: CountWords): Markup {
  const words = html`<strong>${count}</strong> <span>${label}</span>`;
  return count === 0
    ? html`<li class="count none">${words}</li>`
    : html`<li class="count ${key}"><a href="#${key}">${words}</a></li>`;
}

/** Shown by the script alone, since it does nothing without. */
function renderFilter({ configurations }: TenantReport): Markup {
  return html`<form class="filter" role="search" hidden>
    <label for="filter">Filter by profile, file or group</label>
    <input id="filter" type="search" autocomplete="off" spellcheck="false" />
    <output for="filter" aria-live="polite" data-all="${configurations.length}"></output>
  </form>`;
}
