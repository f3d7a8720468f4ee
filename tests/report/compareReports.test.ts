import { expect } from "chai";
import { renderCsv } from "../../provider/dist/report/renderCsv.js";
import { renderHtml } from "../../provider/dist/report/renderHtml.js";
import { renderMarkdown } from "../../provider/dist/report/renderMarkdown.js";
import { renderText } from "../../provider/dist/report/renderText.js";
import { allUsers, configuration, exclude, guid, include, reportOf } from "./readings.ts";

const before = reportOf([
  configuration(11, { displayName: "Same", entries: [include(1)] }),
  configuration(12, { displayName: "Renewed", daysLeft: 5, entries: [include(2)] }),
  configuration(13, { displayName: "Set", entries: [include(1), include(2)] }),
  configuration(14, { displayName: "Gone", entries: [allUsers] }),
  configuration(15, { displayName: "Hidden", entries: [allUsers] }),
]);

const after = reportOf(
  [
    configuration(11, { displayName: "Same, renamed", entries: [{ targetGroupId: guid(1) }] }),
    configuration(12, { displayName: "Renewed", daysLeft: 370, entries: [include(2)] }),
    configuration(13, { displayName: "Set", entries: [include(1), exclude(4)] }),
    configuration(15, { displayName: "Hidden", entries: [], refusedWith: 403 }),
    configuration(16, { displayName: "New", entries: [include(3)] }),
  ],
  {},
  { since: before },
);

describe("what changed since an earlier report", () => {
  it("is new, renewed, gone, or given to others, and nothing else", () => {
    const { changes } = after;
    expect(changes?.sinceDateTime).to.equal(before.generatedDateTime);
    const names = (some: readonly { displayName: string }[] | undefined) =>
      some?.map(({ displayName }) => displayName);
    expect(names(changes?.new)).to.deep.equal(["New"]);
    expect(names(changes?.gone)).to.deep.equal(["Gone"]);
    expect(names(changes?.notCompared)).to.deep.equal(["Hidden"]);
    expect(names(changes?.renewed)).to.deep.equal(["Renewed"]);
    expect(changes?.renewed[0]).to.include({
      fromDateTime: "2026-11-30T09:30:00.000Z",
      toDateTime: "2027-11-30T09:30:00.000Z",
    });
    const [set] = changes?.changedSets ?? [];
    expect(names(changes?.changedSets)).to.deep.equal(["Set"]);
    expect(set?.gained.map(({ groupId }) => groupId)).to.deep.equal([guid(4)]);
    expect(set?.lost.map(({ groupId }) => groupId)).to.deep.equal([guid(2)]);
  });

  const lines = [
    ["Gone", "gone: was given to All Users"],
    ["Set", "entries gone: Warehouse iPads; entries new: excluded: Contractors"],
    ["New", "new: given to iOS Pilot Ring"],
    ["Renewed", "renewed: 2026-11-30 is now 2027-11-30; given to Warehouse iPads"],
    ["Hidden", "not compared: who gets it could not be read"],
  ] as const;

  it("says of each who is hit, what goes first, before what expires", () => {
    const text = renderText(after, { isColoured: false });
    expect(text).to.include(
      `What changed since 25 November 2026\n\n${lines.map(([name, words]) => `  ${name}: ${words}\n`).join("")}\nWhen they expire`,
    );
  });

  it("is in every format", () => {
    const markdown = renderMarkdown(after);
    const html = renderHtml(after);
    const csv = renderCsv(after);
    for (const [name, words] of lines) {
      expect(html).to.match(new RegExp(`<bdi>${name}</bdi>: ${words}\\s*</li>`, "u"));
      expect(markdown).to.include(`- **${name}**: ${words.replaceAll(":", "&#58;")}`);
      expect(csv).to.include(words);
    }
    expect(csv).to.match(new RegExp(`^${guid(14)},Gone,,.*gone: was given to All Users\r\n`, "mu"));
  });

  it("is nothing where nothing is different", () => {
    const same = reportOf([configuration(11)], {}, { since: reportOf([configuration(11)]) });
    expect(renderMarkdown(same)).to.include("What changed since 25 November 2026\n\nNothing.");
    expect(renderHtml(same)).to.include("<p>Nothing.</p>");
  });
});
