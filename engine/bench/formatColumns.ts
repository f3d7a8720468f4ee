/** A table for the terminal and for Markdown. */
export function formatColumns(header: readonly string[], lines: readonly string[][]): string {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const format = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return `${[format(header), rule, ...lines.map(format)].join("\n")}\n`;
}
