import type { Effect, Matrix, MatrixRow } from "../assignmentMatrix.js";
import { html, mark, type Markup } from "./markup.js";

/** As many as fit beside the names on a screen and on a sheet of paper across. */
export const columnsPerPiece = 20;

const words: Readonly<Record<Effect, string>> = {
  included: "included",
  excluded: "excluded",
  filtered: "included, with a filter",
};

export function renderLegend({ rows }: Matrix): Markup {
  const used = new Set(rows.flatMap(({ cells }) => [...cells.values()]));
  const item = (effect: Effect): Markup =>
    html`<li class="${effect}">${mark}<span class="muted">${words[effect]}</span></li>`;
  return html`<ul class="legend" aria-hidden="true">
    ${[...used].map(item)}
  </ul>`;
}

interface PiecePlace {
  /** Of the profiles in the report. */
  indexes: ReadonlyMap<string, number>;
  number: number;
  of: number;
}

/** The matrix of configurations and those who get them, or a piece of it where it is wide. */
export function renderPiece(
  { columns, rows }: Matrix,
  { indexes, number, of }: PiecePlace,
): Markup {
  const caption =
    of === 1
      ? "Profiles, and the groups that get them"
      : `Part ${number} of ${of}: ${columns[0]?.label ?? ""} to ${columns.at(-1)?.label ?? ""}`;
  // The turned names get a header as high as the longest needs, up to a bound where they wrap.
  const longest = Math.max(...columns.map(({ label }) => label.length));
  const height = longest <= 12 ? "short" : longest <= 22 ? "middle" : "tall";
  const row = ({ id, label, cells }: MatrixRow): Markup =>
    html`<tr data-row="${indexes.get(id) ?? 0}">
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
      <thead class="${height}">
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
