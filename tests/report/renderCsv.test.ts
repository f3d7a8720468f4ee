import { expect } from "chai";
import { renderCsv } from "../../provider/dist/report/renderCsv.js";
import { configuration, everything, guid, hostileNames, include, reportOf } from "./readings.ts";

/** Reads what RFC 4180 allows, and nothing else. */
function readCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/uy;
  const rows: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw new Error(`no CSV: ${text.slice(0, 100)}`);
    const [, quoted, plain = "", end] = match;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("renderCsv", () => {
  it("has a row for each profile, all of whose groups it names", () => {
    const entries = [1, 2, 3, 4, 5].map(include);
    const [head, first, second] = readCsv(
      renderCsv(
        reportOf([configuration(11, { daysLeft: -54 }), configuration(12, { entries })], {
          portalUrl: "https://portal.example/#view/x",
        }),
      ),
    );
    expect(head?.slice(0, 4)).to.deep.equal(["id", "displayName", "state", "daysLeft"]);
    expect(first?.slice(0, 4)).to.deep.equal([guid(11), "App 11", "expired", "-54"]);
    expect(second?.slice(-2)).to.deep.equal([
      "Contractors, Field Service Technicians, iOS Pilot Ring, Retail Store Managers, Warehouse iPads",
      "https://portal.example/#view/x",
    ]);
  });

  for (const start of ["=", "+", "-", "@"])
    it(`makes a name harmless that begins with ${start}`, () => {
      const displayName = `${start}HYPERLINK("x","y")`;
      const groupNames = new Map([[guid(1), displayName]]);
      const one = configuration(11, { displayName, payloadFileName: displayName });
      const text = renderCsv(reportOf([{ ...one, entries: [include(1)] }], { groupNames }));
      const cells = readCsv(text)[1] ?? [];
      expect(cells.filter((cell) => cell === `'${displayName}`)).to.have.length(3);
    });

  it("keeps every name in its cell, and cells in their rows", () => {
    const rows = readCsv(
      renderCsv(
        reportOf([
          ...everything,
          ...hostileNames.map((displayName, index) =>
            configuration(100 + index, { displayName, payloadFileName: displayName }),
          ),
        ]),
      ),
    );
    expect(rows).to.have.length(1 + everything.length + hostileNames.length);
    expect(new Set(rows.map((row) => row.length))).to.have.property("size", 1);
    for (const cell of rows.flat()) expect(cell).not.to.match(/^[=+@\t\r]|^-(?!\d+$)/u);
  });
});
