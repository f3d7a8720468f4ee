/** A heading and what stands below it. */
export interface Section {
  title: string;
  /** Directly before the rows. */
  lead?: string;
  rows: readonly Row[];
  /** Where there is no row. */
  none: string;
  /** As in `3 profiles are left out`. */
  noun: string;
}

/** One or more lines that stay together. */
export interface Row {
  text: string;
  /** The room is given to rows with the least number first. */
  rank: number;
}

const wayToAll = "`pulumi-intune-provisioning report --output report.html` shows all.";

/** Joins sections to at most so many bytes: rows of the lowest rank are left out, and each section says how many. */
export function fitSections(sections: readonly Section[], mostBytes: number): string {
  const kept = chooseRows(sections, mostBytes);
  return sections.map((section) => renderSection(section, kept)).join("\n\n");
}

function renderSection(
  { title, lead = "", rows, none, noun }: Section,
  kept: ReadonlySet<Row> | undefined,
): string {
  const shown = kept === undefined ? rows : rows.filter((row) => kept.has(row));
  const leftOut = rows.length - shown.length;
  const note = `**${leftOut} ${noun} left out**, because a job's summary has a limit: ${wayToAll}`;
  const lines = lead + shown.map(({ text }) => text).join("\n");
  return [
    title,
    ...(leftOut === 0 ? [] : [note]),
    ...(rows.length === 0 ? [none] : shown.length === 0 ? [] : [lines]),
  ].join("\n\n");
}

/** Undefined where all fit. Of a rank that does not fit as a whole, the first rows of each section stay. */
function chooseRows(sections: readonly Section[], mostBytes: number): Set<Row> | undefined {
  const all = sections.flatMap(({ rows }) => rows);
  const frame = Buffer.byteLength(
    sections.map((section) => renderSection(section, new Set())).join("\n\n"),
  );
  const leads = sections.reduce((sum, { lead = "" }) => sum + Buffer.byteLength(lead) + 4, 0);
  let left = mostBytes - frame - leads;
  const kept = new Set<Row>();
  for (const row of all.toSorted((a, b) => a.rank - b.rank)) {
    left -= Buffer.byteLength(row.text) + 1;
    if (left < 0) return kept;
    kept.add(row);
  }
  return undefined;
}
