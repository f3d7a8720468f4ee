// @ts-nocheck
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import {
  getDeviceStatuses,
  getDeviceStatusesOutput,
  type GetDeviceStatusesArgs,
} from "pulumi-intune-provisioning";
import { groupId as guid } from "../engine/liveTargets.ts";
import { failureOf } from "../handlers/failureOf.ts";
import { valueOf, withLookups } from "./withLookups.ts";

const device = (id: string, more: object) => ({
  id,
  deviceDisplayName: `iPad ${id}`,
  deviceModel: "iPad14,1",
  userName: "Ada",
  userPrincipalName: "ada@contoso.com",
  ...more,
});

const none = {
  ...{ unknown: 0, notApplicable: 0, compliant: 0, remediated: 0 },
  ...{ nonCompliant: 0, error: 0, conflict: 0, notAssigned: 0 },
};

describe("getDeviceStatuses", () => {
  it("counts the devices of each status, over pages, and says when the last reported", () =>
    withLookups({ pageSize: 2 }, async ({ tenant }) => {
      const { id } = tenant.addConfiguration();
      tenant.setStatuses(id, {
        deviceStatuses: [
          device("3", { status: "compliant", lastReportedDateTime: "2026-05-01T10:00:00+02:00" }),
          device("1", { status: "error", lastReportedDateTime: "2026-05-01T08:30:00Z" }),
          device("2", { status: "compliant", lastReportedDateTime: "0001-01-01T00:00:00Z" }),
          device("5", { status: "dreaming" }),
          device("4", {}),
        ],
      });
      const found = await getDeviceStatuses({ configurationId: id.toUpperCase() });
      expect(found.devices.map((status) => status.id)).to.deep.equal(["1", "2", "3", "4", "5"]);
      expect(found.devices[0]).to.deep.equal(
        device("1", { status: "error", lastReportedDateTime: "2026-05-01T08:30:00Z" }),
      );
      expect({ ...found, devices: [] }).to.deep.equal({
        configurationId: id,
        deviceCount: 5,
        counts: { ...none, compliant: 2, error: 1, dreaming: 1, unknown: 1 },
        lastReportedDateTime: "2026-05-01T08:30:00Z",
        devices: [],
      });
    }));

  it("counts none where no device has reported", () =>
    withLookups({}, async ({ tenant }) => {
      const { id } = tenant.addConfiguration();
      tenant.setStatuses(id, {
        deviceStatuses: [device("1", { lastReportedDateTime: "0001-01-01T00:00:00Z" })],
      });
      expect(await getDeviceStatuses({ configurationId: id })).to.include({
        lastReportedDateTime: null,
      });
      tenant.setStatuses(id, { deviceStatuses: [] });
      const configurationId = pulumi.output(id);
      expect(await valueOf(getDeviceStatusesOutput({ configurationId }))).to.deep.equal({
        configurationId: id,
        deviceCount: 0,
        counts: none,
        lastReportedDateTime: null,
        devices: [],
      });
    }));

  it("fails where there is no such configuration", () =>
    withLookups({}, async () => {
      const { message } = await failureOf(getDeviceStatuses({ configurationId: guid(1) }));
      expect(message).to.match(/^Cannot read the deviceStatuses of ios\S+ 00000001.*404/);
    }));

  it("wants the id", async () => {
    const { message } = await failureOf(getDeviceStatuses({} as GetDeviceStatusesArgs));
    expect(message).to.equal("Cannot call getDeviceStatuses:\n  - configurationId is required");
  });
});
