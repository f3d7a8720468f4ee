import { readEffects, type Effect, type Names } from "../audience.js";
import { compareNames } from "../names.js";
import type { TenantReport } from "../tenantReport.js";
import { html, mark, type Markup } from "./markup.js";

type Piece = ReturnType<typeof cutMatrix>[number];

const words: Readonly<Record<Effect, string>> = {
  included: "included",
  filtered: "included, with a filter",
  excluded: "excluded",
};

const legend = html`<ul class="legend" aria-hidden="true">
  ${Object.entries(words).map(([effect, text]) => html`<li class="${effect}">${mark}${text}</li>`)}
</ul>`;

/** In pieces if wide; empty without entries. */
export function renderMatrix(report: TenantReport, names: Names): Markup[] {
  const pieces = cutMatrix(report, names);
  const tables = pieces.map((piece, index) => {
    const [first, last] = [piece.columns[0], piece.columns.at(-1)];
    const part = `Part ${index + 1} of ${pieces.length}: ${first?.label ?? ""} to ${last?.label ?? ""}`;
    const caption = pieces.length === 1 ? "Profiles, and the groups that get them" : part;
    return renderPiece(piece, `piece-${index + 1}`, caption);
  });
  return tables.length === 0 ? [] : [legend, ...tables];
}

/** Pieces as wide as a screen or landscape paper. Each keeps the rows with a cell in it. */
export function cutMatrix(report: TenantReport, names: Names, columnsPerPiece = 20) {
  const all = report.configurations
    .filter(({ assignments }) => assignments.length > 0)
    .toSorted(compareNames)
    .map((one) => ({ id: one.id, label: names.profile(one), cells: readEffects(one.assignments) }));
  const used = new Set(all.flatMap(({ cells }) => [...cells.keys()]));
  const targets = [...names.targets]
    .filter(([key]) => used.has(key))
    .map(([key, label]) => ({ key, label }));
  return Array.from({ length: Math.ceil(targets.length / columnsPerPiece) }, (_, index) => {
    const columns = targets.slice(index * columnsPerPiece, (index + 1) * columnsPerPiece);
    const rows = all.filter(({ cells }) => columns.some(({ key }) => cells.has(key)));
    return { columns, rows };
  });
}

function renderPiece({ columns, rows }: Piece, id: string, caption: string): Markup {
  const row = ({ id, label, cells }: Piece["rows"][number]): Markup =>
    html`<tr data-row="${id}">
      <th scope="row"><bdi>${label}</bdi></th>
      ${columns.map(({ key }) => renderCell(cells.get(key)))}
    </tr> `;
  const head = ({ label }: Piece["columns"][number]): Markup =>
    html`<th scope="col">
      <span class="turned"><bdi>${label}</bdi></span>
    </th>`;
  return html`<div class="matrix" role="region" tabindex="0" aria-labelledby="${id}" data-piece>
    <table>
      <caption id="${id}">
        <span>${caption}</span>
      </caption>
      <thead>
        <tr>
          <td></td>
          ${columns.map(head)}
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
