import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { configuration, everything, include, nowMs, reportOf } from "./readings.ts";

const file = join(import.meta.dirname, "..", "..", "docs", "report.schema.json");
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** The schema allows properties of later releases; here a property that it does not have is a fault. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (!isObject(schema)) return schema;
  const closed = Object.entries(schema).map(([key, value]) => [key, close(value)] as const);
  return {
    ...("properties" in schema && { additionalProperties: false }),
    ...Object.fromEntries(closed),
  };
}

/** A report with every property that there is. */
function fill() {
  const status = {
    id: "1",
    deviceDisplayName: "iPad",
    deviceModel: "",
    userName: "",
    userPrincipalName: "",
    status: "compliant",
    lastReportedDateTime: "2026-11-20T00:00:00Z",
  };
  const filter = { filterId: include(7).groupId, filterType: "include" } as const;
  return reportOf(
    [
      ...everything,
      configuration(21, { statuses: [status], certificateEnds: ["2026-12-01T00:00:00Z"] }),
      configuration(22, { refusedWith: 403, statuses: null }),
      configuration(23, { refusedWith: 404 }),
      configuration(24, {
        entries: [
          { type: "configurationManagerCollectionAssignmentTarget", collectionId: "SMS00001" },
          { type: "unrecognized", target: "{}" },
          { ...include(77), ...filter },
          { targetGroupId: include(2).groupId },
        ],
      }),
    ],
    { portalUrl: "https://portal.example" },
    {
      selection: { name: "a", group: "b", expiresWithin: 9999 },
      since: reportOf([
        configuration(11, { daysLeft: 1 }),
        configuration(12),
        configuration(22),
        configuration(99),
      ]),
    },
  );
}

describe("docs/report.schema.json", () => {
  let schema: unknown;
  before(async () => {
    schema = JSON.parse(await readFile(file, "utf8"));
  });

  for (const [what, report] of [
    ["every property", fill()],
    ["one of everything", reportOf(everything)],
    ["nothing", reportOf([])],
  ] as const)
    it(`describes a report with ${what}, and leaves no property out`, () => {
      const ajv = new Ajv2020({
        strict: true,
        allowUnionTypes: true,
        formats: { "date-time": true },
      });
      const validate = ajv.compile(close(schema) as object);
      validate(JSON.parse(JSON.stringify(report)));
      expect(validate.errors ?? []).to.deep.equal([]);
    });

  it("refuses a report of another version, and one without a count", () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      schema as object,
    );
    const report = reportOf(everything);
    expect(validate(report)).to.equal(true);
    expect(validate({ ...report, schemaVersion: 2 })).to.equal(false);
    expect(validate({ ...report, counts: {} })).to.equal(false);
    expect(validate({ ...report, ofLater: nowMs })).to.equal(true);
  });
});
