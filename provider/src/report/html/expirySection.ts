import { describeAudience } from "../describeAudience.js";
import { describeDaysLeft } from "../expiry.js";
import { describeDate, listCounts } from "../reportWords.js";
import { showName } from "../../domain/showName.js";
import type { ExpiryState, ReportedConfiguration, TenantReport } from "../tenantReport.js";
import type { Names } from "../names.js";
import type { Timeline } from "../timeline.js";
import { html, type Markup } from "./markup.js";
import { round } from "./symbols.js";

const stateOrder: readonly ExpiryState[] = ["expired", "expiring", "valid", "unknown"];

/** What all rows are made with. */
interface Means {
  timeline: Timeline;
  names: Names;
}

/** The table of profiles by expiry; each row has its lane of the timeline. The words say all that the lanes show. */
export function renderExpiries(report: TenantReport, means: Means): Markup {
  if (report.configurations.length === 0) {
    return html`<section aria-labelledby="expiries">
      <h2 id="expiries">When they expire</h2>
      <p>
        ${report.selection === null ? "The tenant has no iOS app provisioning configurations." : "No profile fits."}
      </p>
    </section>`;
  }
  // The roles are what a table's elements are, until a narrow screen lays them out as a list.
  return html`<section id="configurations" aria-labelledby="expiries">
    <h2 id="expiries">When they expire</h2>
    <table class="expiries" role="table" aria-labelledby="expiries">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Profile</th>
          <th role="columnheader" scope="col">State</th>
          <th role="columnheader" scope="col">Expires</th>
          <th role="columnheader" scope="col">Given to</th>
          <th role="columnheader" scope="col" class="lane">
            <span class="unseen">Timeline</span>${renderAxis(means.timeline)}
          </th>
        </tr>
      </thead>
      ${stateOrder.map((state) => renderState(state, report, means))}
    </table>
  </section>`;
}

function renderState(state: ExpiryState, report: TenantReport, means: Means): Markup {
  const rows = report.configurations.flatMap((one, index) =>
    one.state === state ? [renderRow(one, { ...means, report, index })] : [],
  );
  if (rows.length === 0) return html``;
  const label = listCounts(report).find(({ key }) => key === state)?.label ?? state;
  return html`<tbody role="rowgroup" id="${state}" class="${state}" data-piece>
    <tr role="row" class="group">
      <th role="rowheader" scope="rowgroup" colspan="4">
        ${label} <span class="number">${rows.length}</span>
      </th>
      <td role="cell" class="lane">${renderGrid()}</td>
    </tr>
    ${rows}
  </tbody>`;
}

interface RowPlace extends Means {
  report: TenantReport;
  index: number;
}

function renderRow(one: ReportedConfiguration, place: RowPlace): Markup {
  const { displayName, state, endDateTime } = one;
  const date =
    endDateTime === null
      ? html`<span class="muted">no date</span>`
      : html`<time datetime="${endDateTime}">${describeDate(endDateTime)}</time>
          <span class="muted">${describeDaysLeft(one)}</span>${renderOther(one)}`;
  return html`<tr role="row" data-row="${place.index}" data-find="${listGroupNames(one)}">
    <th role="rowheader" scope="row">
      <bdi>${showName(displayName)}</bdi>${renderFile(one, place.report)}
    </th>
    <td role="cell" class="state">
      ${renderMark(state)}${state === "unknown" ? "no date" : state}
    </td>
    <td role="cell" class="date">${date}</td>
    <td role="cell" class="audience">${describeAudience(one, place.names)}</td>
    <td role="cell" class="lane">${renderLane(one, place.timeline)}</td>
  </tr> `;
}

function renderOther({ endsFirst, expirationDateTime }: ReportedConfiguration): Markup {
  if (endsFirst !== "certificate" || expirationDateTime === null) return html``;
  return html` <span class="muted">by its certificate;</span>
    <span class="muted">profile: ${describeDate(expirationDateTime)}</span>`;
}

function renderFile(
  { id, payloadFileName, version }: ReportedConfiguration,
  { portalUrl }: TenantReport,
): Markup {
  const parts = [
    ...(payloadFileName === null ? [] : [html`<bdi>${showName(payloadFileName)}</bdi>`]),
    ...(version === null ? [] : [html`version ${version}`]),
  ].map((part, index) => (index === 0 ? part : html`, ${part}`));
  const shownId = portalUrl === null ? id : html`<a href="${portalUrl}" rel="noreferrer">${id}</a>`;
  return html` <span class="file muted">${parts}</span><span class="file muted">${shownId}</span>`;
}

/** What the filter finds a row by, beside its own text. */
function listGroupNames({ assignments }: ReportedConfiguration): string {
  const names = assignments.map(
    ({ groupId, groupDisplayName }) => groupDisplayName ?? groupId ?? "",
  );
  return names
    .filter((name) => name !== "")
    .map(showName)
    .join(" ");
}

function renderMark(state: ExpiryState): Markup {
  return html`<svg class="mark" width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
    <use href="#mark-${state}" />
  </svg>`;
}

function renderGrid(): Markup {
  return html`<svg class="track" aria-hidden="true">
    <use href="#grid" width="100%" height="100%" />
  </svg>`;
}

function renderLane({ endDateTime, state }: ReportedConfiguration, timeline: Timeline): Markup {
  if (endDateTime === null) return renderGrid();
  const { todayPlace } = timeline;
  const { place, isBeyond } = timeline.placeOf(endDateTime);
  const edge = place < todayPlace ? "before" : "after";
  const [from, to] = [Math.min(place, todayPlace), Math.max(place, todayPlace)];
  return html`<svg class="track" aria-hidden="true">
    <use href="#grid" width="100%" height="100%" />
    <rect
      class="bar"
      x="${from}%"
      y="50%"
      width="${round(to - from)}%"
      height="4"
      transform="translate(0 -2)"
    />
    <use class="mark" href="#mark-${isBeyond ? edge : state}" x="${place}%" y="50%" />
  </svg>`;
}

function renderAxis({ ticks, todayPlace }: Timeline): Markup {
  // A label is about as wide as 15 of 100: it must not run into today, nor out of the table.
  const labels = ticks.filter(
    ({ place }) => place < 84 && (place > todayPlace || place < todayPlace - 15),
  );
  return html`<svg class="axis" aria-hidden="true">
    <use href="#grid" y="18" width="100%" height="20" />
    ${labels.map(({ place, label }) => html`<text x="${place}%" dx="4" y="32">${label}</text>`)}
    <text class="now" x="${todayPlace}%" y="12" text-anchor="middle">Today</text>
  </svg>`;
}
