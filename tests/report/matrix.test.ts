import { expect } from "chai";
import fc from "fast-check";
import { createNames } from "../../provider/dist/report/audience.js";
import { cutMatrix } from "../../provider/dist/report/html/matrix.js";
import { buildTenantReport, type TenantReport } from "../../provider/dist/report/tenantReport.js";
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

const cut = (report: TenantReport, columnsPerPiece?: number) =>
  cutMatrix(report, createNames(report), columnsPerPiece);
const labelsOf = (report: TenantReport) => cut(report)[0]?.columns.map(({ label }) => label);

describe("cutMatrix", () => {
  it("has All Users and All Devices first, then groups by name, deleted ones last", () => {
    expect(labelsOf(reportOf(everything))).to.deep.equal([
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
    const names = cut(reportOf(everything))[0]?.rows.map(({ label }) => label);
    expect(names).to.deep.equal(["Field Service", "Kiosk", "Site Inspection", "Warehouse Scanner"]);
  });

  it("has columns for collections and for targets that this release does not know", () => {
    const report = reportOf([
      configuration(11, {
        entries: [
          { type: "configurationManagerCollectionAssignmentTarget", collectionId: "SMS00001" },
          { type: "unrecognized", target: '{"@odata.type":"#microsoft.graph.newTarget"}' },
        ],
      }),
    ]);
    expect(labelsOf(report)).to.deep.equal(["collection SMS00001", "other targets"]);
    expect(cut(report)[0]?.rows[0]?.cells).to.have.keys("SMS00001", "unrecognized");
  });

  it("lets an exclusion win over an inclusion of the same group, and no filter over one", () => {
    const filter = { filterId: guid(70), filterType: "include" } as const;
    const report = reportOf([
      configuration(11, { entries: [include(1), exclude(1)] }),
      configuration(12, { entries: [{ ...include(1), ...filter }, include(1)] }),
      configuration(13, { entries: [{ ...include(1), ...filter }] }),
    ]);
    expect(cut(report)[0]?.rows.map(({ cells }) => cells.get(guid(1)))).to.deep.equal([
      "excluded",
      "included",
      "filtered",
    ]);
  });

  const listCells = ({ columns, rows }: ReturnType<typeof cut>[number]): string[] =>
    rows.flatMap(({ id, cells }) =>
      columns.flatMap(({ key }) => (cells.has(key) ? `${id} ${key}` : [])),
    );

  it("keeps every cell in exactly one piece, and no row without one", () => {
    const many = buildTenantReport(manyConfigurations(60, 25), { nowMs, warnDays: 30 });
    const whole = cut(many, 1000).flatMap(listCells).sort();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (columnsPerPiece) => {
        const pieces = cut(many, columnsPerPiece);
        expect(pieces.flatMap(listCells).sort()).to.deep.equal(whole);
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
    expect(cut(reportOf([]))).to.deep.equal([]);
  });
});
