import { describeAudience, describeWho, type Names } from "../describeAudience.js";
import { describeDate, listCounts } from "../describeReport.js";
import { describeDaysLeft } from "../expiry.js";
import { showName } from "../../domain/readable.js";
import { layTimeline, type Timeline } from "../timeline.js";
import type { ReportedConfiguration, TenantReport } from "../tenantReport.js";
import { html, mark, type Markup } from "./markup.js";

/** Narrow screens show the table as a list, which loses its implicit roles. The words say all that the lanes show. */
export function renderExpiries(report: TenantReport, names: Names): Markup {
  const timeline = layTimeline(report);
  const { ticks, todayPlace, warnPlace } = timeline;
  const months = ticks.map(({ place }) => `var(--month) ${place}% 0 / 1px 100% no-repeat`);
  // A label is about 15 % wide, and must not run into today or out of the table.
  const labels = ticks.filter(
    ({ place }) => place < 84 && (place > todayPlace || place < todayPlace - 15),
  );
  const states = (["expired", "expiring", "valid", "unknown"] as const).map((state) => {
    const rows = report.configurations.flatMap((one, index) =>
      one.state === state ? renderRow(one, { report, names, timeline, index }) : [],
    );
    const label = listCounts(report).find(({ key }) => key === state)?.label ?? state;
    if (rows.length === 0) return "";
    return html`<tbody role="rowgroup" id="${state}" class="${state}" data-piece>
      <tr role="row" class="group">
        <th role="rowheader" scope="rowgroup" colspan="4">
          ${label} <span class="number">${rows.length}</span>
        </th>
        <td role="cell" class="lane"></td>
      </tr>
      ${rows}
    </tbody>`;
  });
  return html`<table
    id="configurations"
    class="expiries"
    role="table"
    aria-labelledby="expiries"
    style="--today: ${todayPlace}%; --warn: ${warnPlace}%; --months: ${months.join(", ")}"
  >
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">Profile</th>
        <th role="columnheader" scope="col">State</th>
        <th role="columnheader" scope="col">Expires</th>
        <th role="columnheader" scope="col">Given to</th>
        <th role="columnheader" scope="col" class="lane">
          <span class="unseen">Timeline</span>
          ${labels.map(({ place, label }) => html`<span class="month" aria-hidden="true" style="left: ${place}%">${label}</span>`)}
          <span class="now" aria-hidden="true">Today</span>
        </th>
      </tr>
    </thead>
    ${states}
  </table>`;
}

interface RowMeans {
  report: TenantReport;
  names: Names;
  timeline: Timeline;
  index: number;
}

function renderRow(
  one: ReportedConfiguration,
  { report, names, timeline, index }: RowMeans,
): Markup {
  const { id, state, payloadFileName, version } = one;
  const { portalUrl } = report;
  const shownId = portalUrl === null ? id : html`<a href="${portalUrl}" rel="noreferrer">${id}</a>`;
  // The filter also searches all groups.
  return html`<tr role="row" data-row="${index}" data-find="${describeWho(one, names)}">
    <th role="rowheader" scope="row">
      <bdi>${showName(one.displayName)}</bdi>
      <span class="file muted">
        ${payloadFileName === null ? "" : html`<bdi>${showName(payloadFileName)}</bdi>`}
        ${version === null ? "" : html`<span>version ${version}</span>`}
      </span>
      <span class="file muted">${shownId}</span>
    </th>
    <td role="cell" class="state">${mark}${state === "unknown" ? "no date" : state}</td>
    <td role="cell" class="date">${renderEnd(one)}</td>
    <td role="cell" class="audience">${describeAudience(one, names)}</td>
    ${renderLane(one, timeline)}
  </tr> `;
}

function renderEnd(one: ReportedConfiguration): Markup {
  const { endDateTime, endsFirst, expirationDateTime } = one;
  if (endDateTime === null) return html`<span class="muted">no date</span>`;
  const isEarlier = endsFirst === "certificate" && expirationDateTime !== null;
  return html`<time datetime="${endDateTime}">${describeDate(endDateTime)}</time>
    <span class="muted">${describeDaysLeft(one)}</span>
    ${isEarlier ? html`<span class="muted">by its certificate;</span> <span class="muted">profile: ${describeDate(expirationDateTime)}</span>` : ""}`;
}

function renderLane({ endDateTime }: ReportedConfiguration, timeline: Timeline): Markup {
  if (endDateTime === null) return html`<td role="cell" class="lane"></td>`;
  const { place, isBeyond } = timeline.placeOf(endDateTime);
  const beyond = !isBeyond ? "" : place < timeline.todayPlace ? "before" : "after";
  return html`<td role="cell" class="lane ends ${beyond}" style="--at: ${place}%">${mark}</td>`;
}
