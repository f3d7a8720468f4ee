import { showName } from "../../domain/readable.js";
import { dayMs } from "../../domain/values.js";
import { describeAudience, describeWho, type Names } from "../audience.js";
import { join } from "../names.js";
import { describeDaysLeft, type ReportedConfiguration } from "../reportedConfiguration.js";
import { describeCertificate, describeDate, listCounts } from "../sections.js";
import type { TenantReport } from "../tenantReport.js";
import { html, mark, type Markup } from "./markup.js";

/** The words say all that the timeline shows. */
export function renderExpiries(report: TenantReport, names: Names): Markup {
  const { placeOf, quarters } = layTimeline(report);
  const todayMs = Date.parse(report.generatedDateTime);
  const today = placeOf(todayMs);
  const warn = placeOf(todayMs + report.warnDays * dayMs);
  const lines = quarters.map(({ place }) => `var(--month) ${place}% 0 / 1px 100% no-repeat`);
  // A label is about 15 % wide, and must not run into today or out of the table.
  const labels = quarters.filter(
    ({ place }) => place < 85 && (place > today || place < today - 15),
  );
  const row = (one: ReportedConfiguration): Markup => renderRow(one, report, names, placeOf);
  // Of what is counted, each state has rows.
  const bodies = listCounts(report).map(({ key, label }) => {
    const some = report.configurations.filter(({ state }) => state === key);
    if (some.length === 0) return "";
    return html`<tbody class="${key}" data-piece>
      <tr class="group">
        <th scope="rowgroup" colspan="3">${label} ${some.length}</th>
        ${lane}
      </tr>
      ${some.map(row)}
    </tbody>`;
  });
  return html`<table
    class="expiries"
    aria-labelledby="expiries"
    style="--today: ${today}%; --warn: ${warn}%; --months: ${lines.join(", ")}"
  >
    <thead>
      <tr>
        <th scope="col">Profile</th>
        <th scope="col">Ends</th>
        <th scope="col">Given to</th>
        <th scope="col" class="lane">
          <span class="unseen">Timeline</span>
          ${labels.map(({ place, label }) => html`<span class="month" aria-hidden="true" style="left: ${place}%">${label}</span>`)}
          <span class="now" aria-hidden="true">Today</span>
        </th>
      </tr>
    </thead>
    ${bodies}
  </table>`;
}

function renderRow(
  one: ReportedConfiguration,
  { portalUrl }: TenantReport,
  names: Names,
  placeOf: (ms: number) => number,
): Markup {
  const { id, payloadFileName, endDateTime } = one;
  const shownId = portalUrl === null ? id : html`<a href="${portalUrl}" rel="noreferrer">${id}</a>`;
  const file = payloadFileName === null ? "" : html`<small>${showName(payloadFileName)}</small>`;
  // The filter also searches all groups.
  return html`<tr data-row="${id}" data-find="${describeWho(one, names)}">
    <th scope="row"><bdi>${showName(one.displayName)}</bdi> ${file} <small>${shownId}</small></th>
    <td>
      ${endDateTime === null ? "" : html`<time datetime="${endDateTime}">${describeDate(endDateTime)}</time>`}
      <small>${join("; ", [describeDaysLeft(one), describeCertificate(one)])}</small>
    </td>
    <td>${describeAudience(one, names)}</td>
    ${endDateTime === null ? lane : html`<td class="lane ends" style="--at: ${placeOf(Date.parse(endDateTime))}%">${mark}</td>`}
  </tr> `;
}

const lane = html`<td class="lane"></td>`;

/** A profile lives for a year: far dates must not squeeze the rest. */
const [daysBefore, daysAfter] = [90, 400];

const monthLabel = new Intl.DateTimeFormat("en", {
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** Places are percentages of the timeline's length. A time beyond an end is placed on that end. */
export function layTimeline({ generatedDateTime }: TenantReport) {
  const startMs = Date.parse(generatedDateTime) - daysBefore * dayMs;
  const lengthMs = (daysBefore + daysAfter) * dayMs;
  const placeOf = (ms: number): number => {
    const percent = ((ms - startMs) / lengthMs) * 100;
    return Math.round(Math.min(100, Math.max(0, percent)) * 100) / 100;
  };
  const year = new Date(startMs).getUTCFullYear();
  const starts = Array.from({ length: 10 }, (_, index) => Date.UTC(year, index * 3));
  const quarters = starts
    .filter((ms) => ms > startMs && ms < startMs + lengthMs)
    .map((ms) => ({ place: placeOf(ms), label: monthLabel.format(ms) }));
  return { placeOf, quarters };
}
