import { showName } from "../domain/readable.js";
import { createNames } from "./describeAudience.js";
import { compareNames } from "./order.js";
import type { ReportedAssignment, ReportedConfiguration, TenantReport } from "./tenantReport.js";

/** Where several meet, the later one wins. In Intune an exclusion overrides inclusions. */
const effects = ["filtered", "included", "excluded"] as const;

export type Effect = (typeof effects)[number];

export interface MatrixColumn {
  key: string;
  label: string;
  kind: "everyone" | "missing" | "other";
}

/** `cells` by the column's key. */
export interface MatrixRow {
  id: string;
  label: string;
  cells: ReadonlyMap<string, Effect>;
}

export interface Matrix {
  columns: readonly MatrixColumn[];
  rows: readonly MatrixRow[];
}

const everyone: readonly MatrixColumn[] = [
  { key: "allLicensedUsersAssignmentTarget", label: "All Users", kind: "everyone" },
  { key: "allDevicesAssignmentTarget", label: "All Devices", kind: "everyone" },
];

/** Rows: the configurations that have entries, by name. */
export function buildMatrix(report: TenantReport): Matrix {
  const names = createNames(report);
  const given = report.configurations.filter(({ assignments }) => assignments.length > 0);
  const groups = report.groups.map((group): MatrixColumn => {
    const kind = group.state === "missing" ? "missing" : "other";
    return { key: group.id, label: names.group(group), kind };
  });
  // Configuration Manager's collections, and targets that this release does not know.
  const others = new Map<string, string>();
  for (const { type, collectionId } of given.flatMap(({ assignments }) => assignments))
    if (collectionId !== undefined)
      others.set(collectionId, `collection ${showName(collectionId)}`);
    else if (type === "unrecognized") others.set(type, "other targets");
  const otherColumns = [...others].map(([key, label]): MatrixColumn => ({
    key,
    label,
    kind: "other",
  }));
  return {
    columns: [...everyone, ...groups, ...otherColumns],
    rows: given
      .toSorted(compareNames)
      .map((one) => ({ id: one.id, label: names.profile(one), cells: fillCells(one) })),
  };
}

/** Cuts to a page's width. A piece keeps the rows with a cell in it. */
export function cutMatrix({ columns, rows }: Matrix, columnsPerPiece: number): Matrix[] {
  const pieces = Math.ceil(columns.length / columnsPerPiece);
  return Array.from({ length: pieces }, (_, index) => {
    const start = index * columnsPerPiece;
    const some = columns.slice(start, start + columnsPerPiece);
    const isIn = ({ cells }: MatrixRow): boolean => some.some(({ key }) => cells.has(key));
    return { columns: some, rows: rows.filter(isIn) };
  }).filter((piece) => piece.rows.length > 0);
}

function fillCells({ assignments }: ReportedConfiguration): MatrixRow["cells"] {
  const cells = new Map<string, Effect>();
  for (const entry of assignments) {
    const key = entry.groupId ?? entry.collectionId ?? entry.type;
    const [effect, other] = [effectOf(entry), cells.get(key) ?? "filtered"];
    cells.set(key, effects.indexOf(other) > effects.indexOf(effect) ? other : effect);
  }
  return cells;
}

function effectOf({ type, filterId }: ReportedAssignment): Effect {
  if (type === "exclusionGroupAssignmentTarget") return "excluded";
  return filterId === undefined ? "included" : "filtered";
}
