import { expect } from "chai";
import { renderCliReference } from "../../engine/writeCliReference.ts";
import { readDocument } from "./links.ts";

/** The digits of an enumeration such as `0 done, 1 failed`. */
const codesOf = (text: string): string[] => [
  ...new Set(text.match(/(?<=^|[ \n])\d(?= [a-z])/g) ?? []),
];

describe("docs/cli.md", () => {
  const reference = renderCliReference();

  it("is what --help prints", () => {
    expect(readDocument("docs/cli.md")).to.equal(reference);
  });

  it("names the exit codes of each command that the one table of docs/explain.md compares", () => {
    const table = /## Exit codes\n([^]*?)\n## /.exec(readDocument("docs/explain.md"))?.[1] ?? "";
    const [names = [], , ...rows] = [...table.matchAll(/^\|(.*)\|$/gm)].map(([, row = ""]) =>
      row.split("|").map((cell) => cell.trim().replaceAll("`", "")),
    );
    expect(names).to.have.members(["code", "init", "adopt", "report", "explain"]);
    for (const [column, name] of names.entries()) {
      if (column === 0) continue;
      const section = reference.split(/^## /m).find((one) => one.startsWith(`${name}\n`)) ?? "";
      const listed = rows.filter((row) => row[column] !== "–").map(([code]) => code);
      expect(codesOf(section.split("Exit codes:")[1] ?? ""), name).to.deep.equal(listed);
    }
  });
});
