import type { Outcome, Result } from "./result.ts";

const words: Record<Outcome, string> = {
  unchanged: "unchanged",
  pending: "has changes",
  changed: "changed",
  refused: "REFUSED",
  failed: "FAILED",
};

/** The line of progress of a tenant that is through. */
export function formatProgress(result: Result, done: number, total: number): string {
  const count = `[${String(done).padStart(String(total).length)}/${total}]`;
  return `${count} ${result.name}: ${words[result.outcome]}${formatDetail(result)}`;
}

/** All tenants as a table, then their number by outcome. */
export function formatSummary(results: readonly Result[]): string {
  const rows = [["tenant", "outcome", "seconds", "what"], ...results.map(toRow)];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, "", formatCounts(results)].join("\n");
}

function toRow(result: Result): string[] {
  const what = formatDetail(result).replace(/^: /, "");
  return [result.name, words[result.outcome], result.seconds.toFixed(1), what];
}

function formatDetail({ outcome, changes, reasons, logFile }: Result): string {
  const counts = Object.entries(changes).map(([op, count]) => `${count} ${op}`);
  const [reason] = reasons.map((text) => text.split("\n")[0] ?? "");
  const log = outcome === "failed" || outcome === "refused" ? [`see ${logFile}`] : [];
  const parts = [...counts, ...(reason === undefined ? [] : [reason]), ...log];
  return parts.length === 0 ? "" : `: ${parts.join(", ")}`;
}

function formatCounts(results: readonly Result[]): string {
  const counts = Object.entries(words).flatMap(([outcome, word]) => {
    const count = results.filter((result) => result.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${results.length} tenants: ${counts.join(", ")}`;
}
