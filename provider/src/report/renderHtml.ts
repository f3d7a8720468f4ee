import { createHash } from "node:crypto";
import { buildMatrix, cutMatrix } from "./assignmentMatrix.js";
import { countWords, createNames, type Names } from "./describeAudience.js";
import { describeOrigin, listCounts, listSections, type Section } from "./describeReport.js";
import { renderExpiries } from "./html/expiries.js";
import { html, trusted, type Markup } from "./html/markup.js";
import { columnsPerPiece, renderLegend, renderPiece } from "./html/matrix.js";
import { pageScript } from "./html/pageScript.js";
import { pageStyle } from "./html/pageStyle.js";
import { describeSelection } from "./selection.js";
import type { TenantReport } from "./tenantReport.js";

/**
 * The report as one HTML file. It asks for nothing from anywhere, and its policy forbids it to: names come from the
 * tenant, and the only script that may run is the filter's.
 */
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
  const { configurations: count } = report.counts;
  const label = countWords(count, "profile").replace(/^\d+ /, "") || "profiles";
  const all = [{ key: "configurations", label, count }, ...listCounts(report)];
  return html`<ul class="counts">
    ${all.map(({ key, label, count }) => {
      const words = html`<strong>${count}</strong> <span>${label}</span>`;
      return count === 0
        ? html`<li class="count none">${words}</li>`
        : html`<li class="count ${key}"><a href="#${key}">${words}</a></li>`;
    })}
  </ul>`;
}

/** Shown by the script alone, since it does nothing without. */
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

/** The filter finds the rows of a profile by its place in the report. */
function renderContent({ id, items, none }: Section, report: TenantReport, names: Names) {
  const { configurations, groups } = report;
  const indexes = new Map(configurations.map(({ id }, index) => [id, index]));
  const matrix = buildMatrix(report);
  if (id === "expiries" && configurations.length > 0) return renderExpiries(report, names);
  if (id === "assignments" && matrix.rows.length > 0) {
    const pieces = cutMatrix(matrix, columnsPerPiece);
    return [
      renderLegend(matrix),
      ...pieces.map((piece, at) =>
        renderPiece(piece, { indexes, number: at + 1, of: pieces.length }),
      ),
    ];
  }
  const unreadable = groups.filter(({ state }) => state === "unreadable").length;
  const item = ({ profileId = "", name, words }: Section["items"][number]): Markup => {
    const index = indexes.get(profileId);
    return html`<li ${index === undefined ? "" : html`data-row="${index}"`}>
      <bdi>${name}</bdi>${words === "" ? "" : `: ${words}`}
    </li>`;
  };
  return [
    items.length === 0
      ? html`<p>${none}</p>`
      : html`<ul class="${id}">
          ${items.map(item)}
        </ul>`,
    id !== "missingGroups" || unreadable === 0
      ? ""
      : html`<p>
          ${countWords(unreadable, "group")} could not be looked up: the identity that signed in may
          not read groups.
        </p>`,
  ];
}
