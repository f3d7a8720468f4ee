import { expect } from "chai";
import type { LiveConfiguration } from "../../provider/dist/domain/configuration.js";
import type {
  GroupNames,
  ReadConfiguration,
  TenantReading,
} from "../../provider/dist/report/tenantReading.js";
import {
  buildTenantReport,
  type ReportOptions,
  type TenantReport,
} from "../../provider/dist/report/tenantReport.js";

export const nowMs = Date.parse("2026-11-25T09:30:00Z");

export const dayMs = 24 * 60 * 60 * 1000;

/** A GUID that ends in the number. */
export function guid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export const include = (group: number) =>
  ({ type: "groupAssignmentTarget", groupId: guid(group) }) as const;

export const exclude = (group: number) =>
  ({ type: "exclusionGroupAssignmentTarget", groupId: guid(group) }) as const;

export const allUsers = { type: "allLicensedUsersAssignmentTarget" } as const;

const allDevices = { type: "allDevicesAssignmentTarget" } as const;

interface Given extends Partial<LiveConfiguration>, Partial<Omit<ReadConfiguration, "profile">> {
  daysLeft?: number;
  certificateEnds?: readonly string[];
}

/** A configuration with what matters to a test; the rest is made up. */
export function configuration(number: number, given: Given = {}): ReadConfiguration {
  const { daysLeft = 100, entries = [], statuses, refusedWith, certificateEnds, ...rest } = given;
  const toCertificate = (expirationDateTime: string) => ({
    ...{ name: "iPhone Distribution: Contoso Ltd", serialNumber: "0A" },
    expirationDateTime,
  });
  const configuration = {
    id: guid(number),
    displayName: `App ${number}`,
    description: null,
    payload: null,
    payloadFileName: `App${number}.mobileprovision`,
    expirationDateTime: new Date(nowMs + daysLeft * dayMs).toISOString(),
    roleScopeTagIds: null,
    createdDateTime: "2026-01-01T00:00:00Z",
    lastModifiedDateTime: "2026-01-01T00:00:00Z",
    version: 1,
    ...rest,
  };
  const signingCertificates = certificateEnds?.map(toCertificate);
  const profile = signingCertificates && { expirationDateTime: "", signingCertificates };
  return { configuration, profile, entries, statuses, refusedWith };
}

/** Groups 1 to 5 have names, group 77 hides its own, others are gone. */
export const groupNames: GroupNames = new Map([
  [guid(1), "Field Service Technicians"],
  [guid(2), "Warehouse iPads"],
  [guid(3), "iOS Pilot Ring"],
  [guid(4), "Contractors"],
  [guid(5), "Retail Store Managers"],
  [guid(77), ""],
]);

export function readingOf(
  configurations: readonly ReadConfiguration[],
  given: Partial<TenantReading> = {},
): TenantReading {
  return {
    tenantId: "7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c",
    listed: configurations.length,
    configurations,
    groupNames,
    ...given,
  };
}

export function reportOf(
  configurations: readonly ReadConfiguration[],
  given: Partial<TenantReading> = {},
  options: Partial<ReportOptions> = {},
): TenantReport {
  return buildTenantReport(readingOf(configurations, given), { nowMs, warnDays: 30, ...options });
}

/** Names that break whatever is not escaped. */
export const hostileNames = [
  `<script>alert("1")</script>`,
  `"><img src=x onerror=alert(1)>`,
  `" autofocus onfocus="alert(1)`,
  "a | b || `c` **d** [e](https://example.com) <!-- f",
  "line\nend\r\nand\ttab",
  "\u001b[31mred\u001b[0m \u009b31m",
  "\u202egnp.exe \u2066isolated",
  "مجموعة الاختبار",
  "👩‍👩‍👧‍👦 family 🇩🇪",
  "&amp; &lt; ' \\ \\|",
  "x".repeat(256),
  "",
  "   ",
] as const;

/** Of a tenant without profiles, every format says that, and nothing of who gets what. */
export function expectNothing(text: string): void {
  expect(text).to.include("The tenant has no iOS app provisioning configurations.");
  expect(text).not.to.match(/Every profile|[Aa]ssigned to|No assignment/);
}

/** One of everything, as a picture of it should show. */
export const everything: readonly ReadConfiguration[] = [
  configuration(11, { displayName: "Warehouse Scanner", daysLeft: -54, entries: [include(2)] }),
  configuration(12, {
    displayName: "Site Inspection",
    daysLeft: 2.5,
    entries: [allUsers, exclude(4)],
  }),
  configuration(13, {
    displayName: "Field Service",
    daysLeft: 140,
    entries: [include(1), include(9), exclude(3)],
  }),
  configuration(14, { displayName: "Kiosk", daysLeft: 363, entries: [allDevices] }),
  configuration(15, { displayName: "Abandoned", expirationDateTime: null }),
];

/** Many configurations and groups, each configuration with a few. */
export function manyConfigurations(configurationCount: number, groupCount: number): TenantReading {
  const many = Array.from({ length: groupCount }, (_, index) => index);
  return readingOf(
    Array.from({ length: configurationCount }, (_, index) =>
      configuration(10_000 + index, {
        daysLeft: ((index * 37) % 500) - 60,
        entries: [
          include(1000 + (index % groupCount)),
          include(1000 + ((index * 7 + 3) % groupCount)),
          exclude(1000 + ((index * 11 + 5) % groupCount)),
        ],
      }),
    ),
    {
      groupNames: new Map(many.map((index) => [guid(1000 + index), `Team ${index + 1}`])),
    },
  );
}
