import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import type { Emulator } from "intune-graph-emulator";
import {
  getIosLobAppProvisioningConfiguration,
  getIosLobAppProvisioningConfigurationOutput,
  getIosLobAppProvisioningConfigurations,
  getIosLobAppProvisioningConfigurationsOutput,
  type GetIosLobAppProvisioningConfigurationArgs,
  type GetIosLobAppProvisioningConfigurationsArgs,
} from "pulumi-intune-provisioning";
import { groupId as guid } from "../engine/liveTargets.ts";
import { failureOf } from "../handlers/failureOf.ts";
import { valueOf, withLookups, withRoles } from "./withLookups.ts";

const rows: [number: number, displayName: string, expirationDateTime: string | null][] = [
  [3, "Warehouse", "2027-01-31T00:00:00Z"],
  [2, "field Service", "2026-12-31T23:59:59.5Z"],
  [4, "Field Service", null],
  [1, "field Service", "2027-03-31T00:00:00+02:00"],
];

const addRows = ({ tenant }: Emulator): void => {
  for (const [number, displayName, expirationDateTime] of rows)
    tenant.addConfiguration({ id: guid(number), displayName, expirationDateTime, payload: "AAAA" });
};

describe("getIosLobAppProvisioningConfiguration", () => {
  it("finds one by id, and by its exact name, without the profile itself", () =>
    withLookups({ pageSize: 1 }, async (emulator) => {
      addRows(emulator);
      const [byId, byName] = await Promise.all([
        getIosLobAppProvisioningConfiguration({ id: guid(4).toUpperCase() }),
        getIosLobAppProvisioningConfiguration({ displayName: "Field Service" }),
      ]);
      expect(byId).to.deep.equal(byName);
      expect(Object.keys(byId)).to.have.members([
        ...["id", "displayName", "description", "payloadFileName", "expirationDateTime"],
        ...["roleScopeTagIds", "createdDateTime", "lastModifiedDateTime", "version"],
      ]);
      expect(byId).to.include({ id: guid(4), expirationDateTime: null, version: 1 });
    }));

  it("finds one whose name has quotes", () =>
    withLookups({}, async ({ tenant }) => {
      const { id } = tenant.addConfiguration({ displayName: `O'Brien's "Log"` });
      const found = await getIosLobAppProvisioningConfiguration({ displayName: `O'Brien's "Log"` });
      expect(found).to.include({ id });
    }));

  it("lists those of the name where there are several", () =>
    withLookups({}, async (emulator) => {
      addRows(emulator);
      const run = getIosLobAppProvisioningConfiguration({ displayName: "field Service" });
      expect((await failureOf(run)).message).to.equal(
        [
          'Cannot get the iosLobAppProvisioningConfiguration named "field Service": there are 2 of that name:',
          `  - ${guid(1)} "field Service", expires 2027-03-31T00:00:00+02:00`,
          `  - ${guid(2)} "field Service", expires 2026-12-31T23:59:59.5Z`,
          "Give the `id` of the one that is meant.",
        ].join("\n"),
      );
    }));

  it("lists what there is where there is none of the name, but not without end", () =>
    withLookups({}, async ({ tenant }) => {
      for (let number = 1; number <= 22; number += 1)
        tenant.addConfiguration({ id: guid(number), displayName: "Field Service" });
      const run = getIosLobAppProvisioningConfiguration({ displayName: "field service" });
      const lines = (await failureOf(run)).message.split("\n");
      expect(lines).to.have.length(23);
      expect(lines[0]).to.match(/named "field service": there is none, but there are$/);
      expect(lines[1]).to.equal(`  - ${guid(1)} "Field Service", without an expiry`);
      expect(lines[21]).to.equal("  and 2 more.");
      expect(lines[22]).to.match(/^Check the name/);
    }));

  it("lists first what looks the same, and shows where it differs", () =>
    withLookups({}, async ({ tenant }) => {
      addRows({ tenant } as Emulator);
      tenant.addConfiguration({ id: guid(5), displayName: "Warehouse\r\n" });
      const run = getIosLobAppProvisioningConfiguration({ displayName: "ware\u200bhouse" });
      const lines = (await failureOf(run)).message.split("\n");
      expect(lines.slice(0, 3)).to.deep.equal([
        String.raw`Cannot get the iosLobAppProvisioningConfiguration named "ware\u200bhouse": there is none, but there are`,
        String.raw`  - ${guid(3)} "Warehouse", expires 2027-01-31T00:00:00Z: from character 5 on it has "" in place of "\u200b"`,
        String.raw`  - ${guid(5)} "Warehouse\r\n", without an expiry: from character 5 on it has "house\r\n" in place of "\u200bhouse"`,
      ]);
    }));

  it("says so where there is nothing at all", () =>
    withLookups({}, async () => {
      const run = getIosLobAppProvisioningConfiguration({ displayName: "Field Service" });
      expect((await failureOf(run)).message).to.contain("there is no configuration at all");
    }));

  it("does not take one 404 for the end of a configuration", () =>
    withLookups({}, async (emulator) => {
      const { id } = emulator.tenant.addConfiguration({ displayName: "Field Service" });
      emulator.script({ method: "GET", path: id, respond: { status: 404 } });
      const { displayName } = await getIosLobAppProvisioningConfiguration({ id });
      expect(displayName).to.equal("Field Service");
    }));

  it("says what Graph said of an id that does not exist", () =>
    withLookups({}, async () => {
      const error = await failureOf(getIosLobAppProvisioningConfiguration({ id: guid(1) }));
      expect(error).to.be.instanceOf(pulumi.RunError);
      expect(error.message).to.contain(
        `Cannot read iosLobAppProvisioningConfiguration ${guid(1)}: Graph answered 404`,
      );
    }));

  it("names the permission where it is missing", () =>
    withLookups(withRoles("GroupMember.Read.All"), async () => {
      const run = getIosLobAppProvisioningConfiguration({ displayName: "Field Service" });
      expect((await failureOf(run)).message).to.contain(
        "permission DeviceManagementApps.Read.All or",
      );
    }));

  it("refuses wrong arguments, all at once", () =>
    withLookups({}, async ({ requests }) => {
      const args = {
        id: "x",
        displayName: "",
        label: 1,
      } as GetIosLobAppProvisioningConfigurationArgs;
      expect((await failureOf(getIosLobAppProvisioningConfiguration(args))).message).to.equal(
        [
          "Cannot call getIosLobAppProvisioningConfiguration:",
          '  - id must be a GUID; it is "x"',
          '  - displayName must be a text that is not empty; it is ""',
          "  - label is no argument of getIosLobAppProvisioningConfiguration, which has id, displayName; remove it",
          "  - id or displayName must be given, not both",
        ].join("\n"),
      );
      expect(requests).to.be.empty;
    }));

  it("has a form that takes outputs", () =>
    withLookups({}, async (emulator) => {
      addRows(emulator);
      const displayName = pulumi.output("Warehouse");
      const found = getIosLobAppProvisioningConfigurationOutput({ displayName });
      expect(await valueOf(found.id)).to.equal(guid(3));
    }));
});

describe("getIosLobAppProvisioningConfigurations", () => {
  const selections: [
    args: GetIosLobAppProvisioningConfigurationsArgs | undefined,
    numbers: number[],
  ][] = [
    [undefined, [1, 2, 4, 3]],
    [{}, [1, 2, 4, 3]],
    [{ displayNameStartsWith: "FIELD" }, [1, 2, 4]],
    [{ displayNameContains: "se" }, [1, 2, 4, 3]],
    [{ displayNameContains: "serv", displayNameStartsWith: null }, [1, 2, 4]],
    [{ displayNameStartsWith: "service" }, []],
    [{ displayNameStartsWith: "field\u00a0service", displayNameContains: "d\u200b S" }, [1, 2, 4]],
    [{ expiresBefore: "2027-01-31" }, [2]],
    [{ expiresBefore: "2027-01-31T00:00:01Z" }, [2, 3]],
    [{ expiresBefore: "2027-03-30T22:00:00Z" }, [2, 3]],
    [{ expiresBefore: "2027-03-31T00:00:00.001+02:00" }, [1, 2, 3]],
    [{ expiresBefore: "2099-01-01", displayNameContains: "Field" }, [1, 2]],
  ];
  for (const [args, numbers] of selections) {
    it(`finds those that fit ${args === undefined ? "nothing given" : JSON.stringify(args)}, in a fixed order`, () =>
      withLookups({ pageSize: 3 }, async (emulator) => {
        addRows(emulator);
        const found = await getIosLobAppProvisioningConfigurations(args);
        expect(found.map(({ id }) => id)).to.deep.equal(numbers.map(guid));
        expect(found.every((configuration) => !("payload" in configuration))).to.be.true;
      }));
  }

  it("finds them where the bare list is empty", () =>
    withLookups({ behaviour: { unexpandedList: "empty" } }, async (emulator) => {
      addRows(emulator);
      expect(await getIosLobAppProvisioningConfigurations()).to.have.length(4);
    }));

  for (const expiresBefore of [
    "soon",
    "2027-02-30",
    "2027-13-01",
    "2027-01-31T25:00:00Z",
    "2027-01-31T10:00",
    "",
  ]) {
    it(`refuses the date ${JSON.stringify(expiresBefore)}`, () =>
      withLookups({}, async () => {
        const run = getIosLobAppProvisioningConfigurations({ expiresBefore });
        expect((await failureOf(run)).message).to.match(/- expiresBefore must be a date such as /);
      }));
  }

  it("has a form that takes outputs, or nothing", () =>
    withLookups({}, async (emulator) => {
      addRows(emulator);
      const args = { displayNameStartsWith: pulumi.output("ware") };
      const some = await valueOf(getIosLobAppProvisioningConfigurationsOutput(args));
      expect(some.map(({ id }) => id)).to.deep.equal([guid(3)]);
      expect(await valueOf(getIosLobAppProvisioningConfigurationsOutput())).to.have.length(4);
    }));
});
