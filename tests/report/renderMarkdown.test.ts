import { expect } from "chai";
import { escapeName, renderMarkdown } from "../../provider/dist/report/renderMarkdown.js";
import { configuration, everything, guid, hostileNames, include, reportOf } from "./readings.ts";

describe("renderMarkdown", () => {
  it("has a table of expiries with today in it, and one of who gets what", () => {
    const lines = renderMarkdown(reportOf(everything)).split("\n");
    const expired = lines.findIndex((line) => line.includes("| Warehouse Scanner |"));
    expect(lines[expired]).to.equal(
      "| 2026-10-02 | expired | 54 days ago | Warehouse Scanner | App11.mobileprovision | 1 | 1 group |",
    );
    expect(lines[expired + 1]).to.equal("| **2026-11-25** | **today** |  |  |  |  |  |");
    expect(lines).to.include("| Site Inspection | ✔ |  | ✖ |  |  |  |  |");
    expect(lines).to.include(`- \`${guid(9)}\` in Field Service`);
  });

  it("says so where there is nothing", () => {
    const text = renderMarkdown(reportOf([]));
    expect(text.match(/^None\.$/gmu)).to.have.length(3);
    expect(text).to.include("Nothing is assigned to anybody.");
  });

  for (const name of hostileNames) {
    it(`keeps ${JSON.stringify(name.slice(0, 40))} within its cell, as text`, () => {
      const escaped = escapeName(name);
      expect(escaped).not.to.match(/[\n\r<>]/u);
      // What a backslash does not escape must be no mark of Markdown's.
      expect(escaped.replaceAll(/\\[^\w\s]|&#\d+;/gu, "")).not.to.match(/[|`*_[\]~\\&]/u);
    });
  }

  const marks: readonly [name: string, escaped: string][] = [
    ["- 1", "\\- 1"],
    ["+ beta", "\\+ beta"],
    ["2. Wave", "2\\. Wave"],
    ["12) Wave", "12\\) Wave"],
    ["Field 2.0 - beta", "Field 2.0 - beta"],
    ["see www.example.com", "see www&#46;example.com"],
  ];
  for (const [name, escaped] of marks) {
    it(`makes neither a list nor a link of ${JSON.stringify(name)}`, () => {
      expect(escapeName(name)).to.equal(escaped);
    });
  }

  it("has as many cells in every row of a table, whatever the names", () => {
    const groups = new Map(
      hostileNames.map((displayName, index) => [
        guid(index),
        { state: "found", displayName } as const,
      ]),
    );
    const configurations = hostileNames.map((displayName, index) =>
      configuration(100 + index, {
        displayName,
        payloadFileName: displayName,
        entries: hostileNames.map((_, group) => include(group)),
      }),
    );
    const text = renderMarkdown(reportOf(configurations, { groups }));
    for (const table of text.split("\n\n").filter((block) => block.startsWith("|"))) {
      const widths = table.split("\n").map((line) => line.split(/(?<!\\)\|/u).length);
      expect(new Set(widths)).to.have.property("size", 1);
    }
  });
});
