import { expect } from "chai";
import fc from "fast-check";
import { buildTenantReport } from "../../provider/dist/report/buildTenantReport.js";
import {
  buildMatrix,
  cutMatrix,
  type Matrix,
} from "../../provider/dist/report/assignmentMatrix.js";
import {
  configuration,
  everything,
  exclude,
  guid,
  include,
  manyConfigurations,
  nowMs,
  reportOf,
} from "./readings.ts";

describe("buildMatrix", () => {
  it("has All Users and All Devices first, then groups by name, deleted ones last", () => {
    expect(buildMatrix(reportOf(everything)).columns.map(({ label }) => label)).to.deep.equal([
      "All Users",
      "All Devices",
      "Contractors",
      "Field Service Technicians",
      "iOS Pilot Ring",
      "Warehouse iPads",
      `deleted group ${guid(9)}`,
    ]);
  });

  it("has a row by name for whatever has an entry, and none for what has none", () => {
    const names = buildMatrix(reportOf(everything)).rows.map(({ label }) => label);
    expect(names).to.deep.equal(["Field Service", "Kiosk", "Site Inspection", "Warehouse Scanner"]);
  });

  it("has columns for collections and for targets that this release does not know", () => {
    const { columns, rows } = buildMatrix(
      reportOf([
        configuration(11, {
          entries: [
            { type: "configurationManagerCollectionAssignmentTarget", collectionId: "SMS00001" },
            { type: "unrecognized", target: '{"@odata.type":"#microsoft.graph.newTarget"}' },
          ],
        }),
      ]),
    );
    expect(columns.slice(2).map(({ label }) => label)).to.deep.equal([
      "collection SMS00001",
      "other targets",
    ]);
    expect(rows[0]?.cells).to.have.keys("SMS00001", "unrecognized");
  });

  it("lets an exclusion win over an inclusion of the same group, and no filter over one", () => {
    const filter = { filterId: guid(70), filterType: "include" } as const;
    const { rows } = buildMatrix(
      reportOf([
        configuration(11, { entries: [include(1), exclude(1)] }),
        configuration(12, { entries: [{ ...include(1), ...filter }, include(1)] }),
        configuration(13, { entries: [{ ...include(1), ...filter }] }),
      ]),
    );
    expect(rows.map(({ cells }) => cells.get(guid(1)))).to.deep.equal([
      "excluded",
      "included",
      "filtered",
    ]);
  });
});

describe("cutMatrix", () => {
  const listCells = ({ columns, rows }: Matrix): string[] =>
    rows.flatMap(({ id, cells }) =>
      columns.flatMap(({ key }) => (cells.has(key) ? `${id} ${key}` : [])),
    );
  const whole = buildMatrix(buildTenantReport(manyConfigurations(60, 25), { nowMs, warnDays: 30 }));

  it("keeps every cell in exactly one piece, and no row without one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (columnsPerPiece) => {
        const pieces = cutMatrix(whole, columnsPerPiece);
        expect(pieces.flatMap(listCells).sort()).to.deep.equal(listCells(whole).sort());
        for (const { columns, rows } of pieces) {
          expect(columns.length).to.be.within(1, columnsPerPiece);
          for (const { cells } of rows) {
            expect(columns.some(({ key }) => cells.has(key))).to.be.true;
          }
        }
      }),
    );
  });

  it("is no piece where there is nothing", () => {
    expect(cutMatrix(buildMatrix(reportOf([])), 8)).to.deep.equal([]);
  });
});
