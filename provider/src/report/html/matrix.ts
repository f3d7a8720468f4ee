import {
  buildMatrix,
  cutMatrix,
  type Effect,
  type Matrix,
  type MatrixRow,
} from "../assignmentMatrix.js";
import type { TenantReport } from "../tenantReport.js";
import { html, mark, type Markup } from "./markup.js";

/** As many as fit on a screen and on landscape paper. */
const columnsPerPiece = 20;

const words: Readonly<Record<Effect, string>> = {
  included: "included",
  excluded: "excluded",
  filtered: "included, with a filter",
};

/** In pieces if wide; empty without entries. @param rowOf the place in the report. */
export function renderMatrix(report: TenantReport, rowOf: ReadonlyMap<string, number>): Markup[] {
  const matrix = buildMatrix(report);
  const used = new Set(matrix.rows.flatMap(({ cells }) => [...cells.values()]));
  const item = (effect: Effect): Markup =>
    html`<li class="${effect}">${mark}<span class="muted">${words[effect]}</span></li>`;
  const pieces = cutMatrix(matrix, columnsPerPiece);
  if (pieces.length === 0) return [];
  return [
    html`<ul class="legend" aria-hidden="true">
      ${[...used].map(item)}
    </ul>`,
    ...pieces.map((piece, at) => renderPiece(piece, { rowOf, number: at + 1, of: pieces.length })),
  ];
}

function renderPiece(
  { columns, rows }: Matrix,
  { rowOf, number, of }: { rowOf: ReadonlyMap<string, number>; number: number; of: number },
): Markup {
  const caption =
    of === 1
      ? "Profiles, and the groups that get them"
      : `Part ${number} of ${of}: ${columns[0]?.label ?? ""} to ${columns.at(-1)?.label ?? ""}`;
  const row = ({ id, label, cells }: MatrixRow): Markup =>
    html`<tr data-row="${rowOf.get(id) ?? 0}">
      <th scope="row"><bdi>${label}</bdi></th>
      ${columns.map(({ key }) => renderCell(cells.get(key)))}
    </tr> `;
  return html`<div
    class="matrix"
    role="region"
    tabindex="0"
    aria-labelledby="piece-${number}"
    data-piece
  >
    <table>
      <caption id="piece-${number}" class="${of === 1 ? "unseen" : ""}">
        <span>${caption}</span>
      </caption>
      <thead>
        <tr>
          <td></td>
          ${columns.map(
            ({ label, kind }) =>
              html`<th scope="col" class="${kind}">
                <span class="turned"><bdi>${label}</bdi></span>
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>
  </div> `;
}

function renderCell(effect: Effect | undefined): Markup {
  if (effect === undefined) return html`<td></td>`;
  return html`<td class="${effect}">${mark}<span class="unseen">${words[effect]}</span></td>`;
}
