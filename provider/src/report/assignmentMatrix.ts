import { compareText } from "../domain/compareText.js";
import { compareNames } from "./compareNames.js";
import { createNames, describeGroup, type Names } from "./names.js";
import { showName } from "../domain/showName.js";
import type {
  ReportedAssignment,
  ReportedConfiguration,
  ReportedGroup,
  TenantReport,
} from "./tenantReport.js";

/** What a configuration's entry means for a column. A filter narrows it down. */
export interface MatrixCell {
  effect: "included" | "excluded";
  isFiltered: boolean;
}

/** Someone to whom something is assigned, or from whom it is withheld. */
export interface MatrixColumn {
  key: string;
  label: string;
  kind: "everyone" | "group" | "missingGroup" | "unreadableGroup" | "collection" | "unrecognized";
}

/** A configuration and its cells by the key of the column; most columns have none. */
export interface MatrixRow {
  id: string;
  label: string;
  cells: ReadonlyMap<string, MatrixCell>;
}

export interface Matrix {
  columns: readonly MatrixColumn[];
  rows: readonly MatrixRow[];
}

const everyone: readonly MatrixColumn[] = [
  { key: "allLicensedUsersAssignmentTarget", label: "All Users", kind: "everyone" },
  { key: "allDevicesAssignmentTarget", label: "All Devices", kind: "everyone" },
];

/** Who gets what: rows are the configurations that have entries, by name, columns those who occur in one. */
export function buildMatrix(report: TenantReport): Matrix {
  const names = createNames(report);
  const rows = report.configurations
    .filter(({ assignments }) => assignments.length > 0)
    .toSorted(compareNames)
    .map((one) => ({ id: one.id, label: names.profile(one), cells: fillCells(one) }));
  const groups = report.groups.map((group) => toColumn(group, names));
  return { columns: [...everyone, ...groups, ...listOthers(report)], rows };
}

/**
 * Cuts a wide matrix into pieces of a page's width. A piece holds the rows alone that have a cell in it, so that a
 * thousand configurations and two hundred groups, of which each has a few, stay readable.
 */
export function cutMatrix({ columns, rows }: Matrix, columnsPerPiece: number): Matrix[] {
  const pieces = Math.ceil(columns.length / columnsPerPiece);
  return Array.from({ length: pieces }, (_, index) => {
    const start = index * columnsPerPiece;
    const some = columns.slice(start, start + columnsPerPiece);
    return {
      columns: some,
      rows: rows.filter(({ cells }) => some.some(({ key }) => cells.has(key))),
    };
  }).filter((piece) => piece.rows.length > 0);
}

function fillCells({ assignments }: ReportedConfiguration): MatrixRow["cells"] {
  const cells = new Map<string, MatrixCell>();
  for (const entry of assignments) {
    const key = keyOf(entry);
    const cell = toCell(entry);
    cells.set(key, mergeCells(cells.get(key) ?? cell, cell));
  }
  return cells;
}

function toCell({ type, filterId }: ReportedAssignment): MatrixCell {
  return {
    effect: type === "exclusionGroupAssignmentTarget" ? "excluded" : "included",
    isFiltered: filterId !== undefined,
  };
}

/** Of two entries of one group the exclusion wins, as Intune has it, and of two inclusions the wider one. */
function mergeCells(a: MatrixCell, b: MatrixCell): MatrixCell {
  if (a.effect !== b.effect) return { effect: "excluded", isFiltered: false };
  return { effect: a.effect, isFiltered: a.isFiltered && b.isFiltered };
}

function keyOf({ type, groupId, collectionId }: ReportedAssignment): string {
  return groupId ?? collectionId ?? type;
}

const kinds = { found: "group", missing: "missingGroup", unreadable: "unreadableGroup" } as const;

function toColumn(group: ReportedGroup, names: Names): MatrixColumn {
  return { key: group.id, label: describeGroup(group, names), kind: kinds[group.state] };
}

/** Collections of Configuration Manager, and targets that this release does not know: seldom any. */
function listOthers({ configurations }: TenantReport): MatrixColumn[] {
  const entries = configurations.flatMap(({ assignments }) => assignments);
  const collectionIds = new Set(entries.flatMap(({ collectionId }) => collectionId ?? []));
  const collections = [...collectionIds].sort(compareText).map((id): MatrixColumn => ({
    key: id,
    label: `collection ${showName(id)}`,
    kind: "collection",
  }));
  const hasUnrecognized = entries.some(({ type }) => type === "unrecognized");
  return hasUnrecognized
    ? [...collections, { key: "unrecognized", label: "other targets", kind: "unrecognized" }]
    : collections;
}
