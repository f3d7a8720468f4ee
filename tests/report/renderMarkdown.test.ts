import { expect } from "chai";
import { escapeMarkdown, showName } from "../../provider/dist/domain/readable.js";
import { renderMarkdown } from "../../provider/dist/report/renderMarkdown.js";
import { buildTenantReport } from "../../provider/dist/report/tenantReport.js";
import {
  configuration,
  everything,
  expectNothing,
  guid,
  hostileNames,
  include,
  manyConfigurations,
  nowMs,
  reportOf,
} from "./readings.ts";

const escapeName = (name: string): string => escapeMarkdown(showName(name));

describe("renderMarkdown", () => {
  it("has a table of expiries with today in it, and says who gets what", () => {
    const lines = renderMarkdown(reportOf(everything)).split("\n");
    const expired = lines.findIndex((line) => line.includes("| Warehouse Scanner |"));
    expect(lines[expired]).to.equal(
      "| 2026-10-02 | expired | 54 days ago | Warehouse Scanner | 00000000-0000-4000-8000-000000000011 | Warehouse iPads |",
    );
    expect(lines[expired + 1]).to.equal("| **2026-11-25** | **today** |  |  |  |  |");
    expect(lines).to.include("- **Site Inspection**: All Users; excluded&#58; Contractors");
    expect(lines).to.include(`- **${guid(9)}**: in Field Service`);
  });

  it("says so where there is nothing", () => {
    const text = renderMarkdown(reportOf([]));
    expectNothing(text);
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

  for (const count of [2100, 5000, 10_000])
    it(`stays below 1 MiB for ${count} profiles, shows whole what expires, and says what is left out`, () => {
      const many = buildTenantReport(manyConfigurations(count, 200), { nowMs, warnDays: 30 });
      const text = renderMarkdown({ ...many, portalUrl: "https://portal.example/#view/x" });
      expect(Buffer.byteLength(text)).to.be.below(1024 * 1024);
      for (const state of ["expired", "expiring"] as const)
        expect(text.match(new RegExp(`\\| ${state} \\|`, "gu"))).to.have.length(many.counts[state]);
      const valid = text.match(/\| valid \|/gu)?.length ?? 0;
      const notes = [
        ...text.matchAll(/^## (.*)\n\n\*\*(\d+) left out\*\*, .*--output report\.html/gmu),
      ];
      const left = new Map(notes.map(([, title, number]) => [title, Number(number)]));
      expect(valid + (left.get("When they expire") ?? 0)).to.equal(many.counts.valid);
      const given = text.match(/^- \*\*App /gmu)?.length ?? 0;
      expect(given + (left.get("Who gets what") ?? 0)).to.equal(count);
      expect(left.size).to.equal(count === 2100 ? 0 : count === 5000 ? 1 : 2);
    });

  it("stays below 1 MiB where all have expired and names are long, and says so at the top", () => {
    const displayName = "<".repeat(250);
    const all = Array.from({ length: 3000 }, (_, index) =>
      configuration(index, { displayName, daysLeft: -1, entries: [include(9)] }),
    );
    const text = renderMarkdown(reportOf(all));
    expect(Buffer.byteLength(text)).to.be.below(1024 * 1024);
    expect(text.slice(0, 1000)).to.match(/## When they expire\n\n\*\*\d+ left out\*\*/u);
  });

  it("leaves nothing out of what fits", () => {
    expect(renderMarkdown(reportOf(everything))).not.to.include("left out");
  });

  it("leads from each profile to the portal, and names three groups of many", () => {
    const entries = [1, 2, 3, 4, 5].map(include);
    const text = renderMarkdown(
      reportOf([configuration(11, { entries })], { portalUrl: "https://portal.example/#view/x" }),
    );
    expect(text)
      .to.include(`[${guid(11)}][portal]`)
      .and.to.include("\n[portal]: https://portal");
    expect(text).to.include(
      "| Contractors, Field Service Technicians, iOS Pilot Ring and 2 more |",
    );
  });

  it("has as many cells in every row of a table, whatever the names", () => {
    const groupNames = new Map(hostileNames.map((name, index) => [guid(index), name]));
    const configurations = hostileNames.map((displayName, index) =>
      configuration(100 + index, {
        displayName,
        payloadFileName: displayName,
        entries: hostileNames.map((_, group) => include(group)),
      }),
    );
    const text = renderMarkdown(reportOf(configurations, { groupNames }));
    for (const table of text.split("\n\n").filter((block) => block.startsWith("|"))) {
      const widths = table.split("\n").map((line) => line.split(/(?<!\\)\|/u).length);
      expect(new Set(widths)).to.have.property("size", 1);
    }
  });
});
