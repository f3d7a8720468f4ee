import {
  buildMatrix,
  cutMatrix,
  type Matrix,
  type MatrixCell,
  type MatrixColumn,
  type MatrixRow,
} from "../assignmentMatrix.js";
import type { TenantReport } from "../tenantReport.js";
import { html, type Markup } from "./markup.js";

/** As many as fit beside the names on a screen and on a sheet of paper across. */
const columnsPerPiece = 20;

/** The matrix of configurations and those who get them, in pieces where it is wide. */
export function renderAssignments(report: TenantReport): Markup {
  const matrix = buildMatrix(report);
  const pieces = cutMatrix(matrix, columnsPerPiece);
  const indexes = new Map(report.configurations.map(({ id }, index) => [id, index]));
  return html`<section aria-labelledby="assignments">
    <h2 id="assignments">Who gets what</h2>
    ${pieces.length === 0 ? html`<p>Nothing is assigned to anybody.</p>` : renderLegend(matrix)}
    ${pieces.map((piece, index) => renderPiece(piece, { indexes, number: index + 1, of: pieces.length }))}
  </section>`;
}

function renderLegend({ rows }: Matrix): Markup {
  const isFiltered = rows.some(({ cells }) => [...cells.values()].some((cell) => cell.isFiltered));
  return html`<ul class="legend" aria-hidden="true">
    <li class="included">${renderSign("included")} <span class="muted">included</span></li>
    <li class="excluded">${renderSign("excluded")} <span class="muted">excluded</span></li>
    ${isFiltered ? html`<li class="included">${renderSign("filtered")} <span class="muted">included, with a filter</span></li>` : ""}
  </ul>`;
}

interface PiecePlace {
  indexes: ReadonlyMap<string, number>;
  number: number;
  of: number;
}

function renderPiece({ columns, rows }: Matrix, place: PiecePlace): Markup {
  const caption =
    place.of === 1
      ? "Profiles, and the groups that get them"
      : `Part ${place.number} of ${place.of}: ${columns[0]?.label ?? ""} to ${columns.at(-1)?.label ?? ""}`;
  const captionId = `piece-${place.number}`;
  return html`<div
    class="matrix"
    role="region"
    tabindex="0"
    aria-labelledby="${captionId}"
    data-piece
  >
    <table>
      <caption id="${captionId}" ${place.of === 1 ? html` class="unseen"` : ""}>
        <span>${caption}</span>
      </caption>
      <thead class="${findHeight(columns)}">
        <tr>
          <td></td>
          ${columns.map(renderColumn)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => renderRow(row, columns, place.indexes.get(row.id) ?? 0))}
      </tbody>
    </table>
  </div> `;
}

function renderColumn({ label, kind }: MatrixColumn): Markup {
  return html`<th scope="col" class="${kind}">
    <span class="turned"><bdi>${label}</bdi></span>
  </th>`;
}

function renderRow(row: MatrixRow, columns: readonly MatrixColumn[], index: number): Markup {
  const cells = columns.map(({ key }) => renderCell(row.cells.get(key)));
  return html`<tr data-row="${index}">
    <th scope="row"><bdi>${row.label}</bdi></th>
    ${cells}
  </tr> `;
}

function renderCell(cell: MatrixCell | undefined): Markup {
  if (cell === undefined) return html`<td></td>`;
  const words = `${cell.effect}${cell.isFiltered ? ", with a filter" : ""}`;
  const sign = cell.isFiltered ? "filtered" : cell.effect;
  return html`<td class="${cell.effect}">
    ${renderSign(sign)}<span class="unseen">${words}</span>
  </td>`;
}

function renderSign(sign: MatrixCell["effect"] | "filtered"): Markup {
  return html`<svg class="sign" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
    <use href="#sign-${sign}" />
  </svg>`;
}

/** The turned names get a header as high as the longest needs, up to a bound where they wrap. */
function findHeight(columns: readonly MatrixColumn[]): "short" | "middle" | "tall" {
  const longest = Math.max(...columns.map(({ label }) => label.length));
  return longest <= 12 ? "short" : longest <= 22 ? "middle" : "tall";
}
