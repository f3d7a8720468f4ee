// @ts-nocheck
import { expect } from "chai";
import { configurationsPath, pick, pickMessage } from "./callGraph.ts";
import { assignBody, groupA, includeGroup } from "./targets.ts";
import { withEmulator } from "./withEmulator.ts";

interface Case {
  readonly what: string;
  readonly line?: string;
  readonly body: unknown;
  /** What the message must name. */
  readonly names: string;
}

const profile = {
  displayName: "Field Service",
  payload: "cGF5bG9hZA==",
  payloadFileName: "field.mobileprovision",
};
const group = includeGroup(groupA);
const type = (name: string) => `#microsoft.graph.${name}`;
const create = `POST ${configurationsPath}`;

const cases: readonly Case[] = [
  { what: "an unknown property", line: create, body: { ...profile, intent: 1 }, names: "intent" },
  {
    what: "a property that every JavaScript object has",
    line: create,
    body: { ...profile, toString: "x" },
    names: "toString",
  },
  {
    what: "a number for a name",
    line: create,
    body: { ...profile, displayName: 7 },
    names: "displayName",
  },
  {
    what: "no name",
    line: create,
    body: { ...profile, displayName: undefined },
    names: "displayName",
  },
  { what: "no payload", line: create, body: { ...profile, payload: undefined }, names: "payload" },
  {
    what: "no file name",
    line: create,
    body: { ...profile, payloadFileName: undefined },
    names: "payloadFileName",
  },
  {
    what: "a payload that is not base64",
    line: create,
    body: { ...profile, payload: "not base64" },
    names: "payload",
  },
  {
    what: "a payload without padding",
    line: create,
    body: { ...profile, payload: "cGF5bG9hZA" },
    names: "payload",
  },
  {
    what: "a date that is none",
    line: create,
    body: { ...profile, expirationDateTime: "next year" },
    names: "expirationDateTime",
  },
  {
    what: "a version with a fraction",
    line: create,
    body: { ...profile, version: 1.5 },
    names: "version",
  },
  {
    what: "scope tags that are no array",
    line: create,
    body: { ...profile, roleScopeTagIds: "0" },
    names: "roleScopeTagIds",
  },
  {
    what: "a scope tag that is a number",
    line: create,
    body: { ...profile, roleScopeTagIds: [0] },
    names: "roleScopeTagIds",
  },
  {
    what: "assignments inline",
    line: create,
    body: { ...profile, assignments: [] },
    names: "assignments",
  },
  {
    what: "the type of another entity",
    line: create,
    body: { ...profile, "@odata.type": type("groupAssignmentTarget") },
    names: "@odata.type",
  },
  { what: "an array", line: create, body: [], names: "iosLobAppProvisioningConfiguration" },
  { what: "malformed JSON", line: create, body: '{"displayName":', names: "JSON" },
  { what: "null for a name", line: "PATCH /", body: { displayName: null }, names: "displayName" },
  { what: "an unknown property", line: "PATCH /", body: { name: "x" }, names: "name" },
  {
    what: "the parameter in another casing",
    body: { iosLobAppProvisioningConfigAssignments: [] },
    names: "iosLobAppProvisioningConfigAssignments",
  },
  { what: "an intent", body: withItem({ target: group, intent: "required" }), names: "intent" },
  { what: "an item without a target", body: withItem({}), names: "target" },
  {
    what: "an item that is null",
    body: withItem(null),
    names: "iOSLobAppProvisioningConfigAssignments",
  },
  { what: "a target that is null", body: withItem({ target: null }), names: "target" },
  {
    what: "a target without its type",
    body: assignBody({ groupId: groupA }),
    names: "@odata.type",
  },
  {
    what: "an unknown target type",
    body: assignBody({ "@odata.type": type("userAssignmentTarget") }),
    names: "@odata.type",
  },
  {
    what: "a type that every JavaScript object has",
    body: assignBody({ "@odata.type": type("constructor") }),
    names: "@odata.type",
  },
  {
    what: "a group target without a group",
    body: assignBody({ "@odata.type": type("groupAssignmentTarget") }),
    names: "groupId",
  },
  {
    what: "an exclusion without a group",
    body: assignBody({ "@odata.type": type("exclusionGroupAssignmentTarget"), groupId: null }),
    names: "groupId",
  },
  {
    what: "a ConfigMgr target without a collection",
    body: assignBody({ "@odata.type": type("configurationManagerCollectionAssignmentTarget") }),
    names: "collectionId",
  },
  {
    what: "a group for all devices",
    body: assignBody({ "@odata.type": type("allDevicesAssignmentTarget"), groupId: groupA }),
    names: "groupId",
  },
  {
    what: "a group that is a number",
    body: assignBody({ ...group, groupId: 7 }),
    names: "groupId",
  },
  {
    what: "an unknown filter type",
    body: assignBody({ ...group, deviceAndAppManagementAssignmentFilterType: "only" }),
    names: "deviceAndAppManagementAssignmentFilterType",
  },
  {
    what: "a filter type that is null",
    body: assignBody({ ...group, deviceAndAppManagementAssignmentFilterType: null }),
    names: "deviceAndAppManagementAssignmentFilterType",
  },
  {
    what: "a group assignment without a group",
    body: { appProvisioningConfigurationGroupAssignments: [{}] },
    names: "targetGroupId",
  },
  {
    what: "payload ids missing",
    line: `POST ${configurationsPath}/hasPayloadLinks`,
    body: {},
    names: "payloadIds",
  },
];

describe("A body that breaks a rule of OData", () => {
  for (const { what, line = "POST /assign", body, names } of cases) {
    it(`is refused: ${line.replace(configurationsPath, "…")} with ${what}`, () =>
      withEmulator({}, async ({ call, addConfiguration, emulator }) => {
        const { id, path } = addConfiguration();
        const relative = line.replace(/ \/(?!beta)/u, ` ${path}/`).replace(/\/$/u, "");
        const answer = await call(relative, body);
        expect(answer.status).to.equal(400);
        expect(pick(answer.body, "error", "code")).to.equal("BadRequest");
        expect(pickMessage(answer.body).split(" - Operation ID")[0]).to.include(names);
        expect(emulator.tenant.configurations.map(({ version }) => version)).to.deep.equal([1]);
        expect(emulator.tenant.assignmentsOf(id)).to.deep.equal([]);
      }));
  }

  it("is refused when it is not declared as JSON", () =>
    withEmulator({}, async ({ call }) => {
      const answer = await call(create, profile, { "content-type": "text/plain" });
      expect(answer.status).to.equal(400);
      expect(pickMessage(answer.body)).to.include("Content-Type");
    }));
});

describe("A body that is good OData", () => {
  const goodTargets = {
    "with # in the type": group,
    "without # in the type": { ...group, "@odata.type": "microsoft.graph.groupAssignmentTarget" },
    "with other annotations": { ...group, "@odata.id": "x", "groupId@odata.type": "String" },
    "with a filter that is null": { ...group, deviceAndAppManagementAssignmentFilterId: null },
  };
  for (const [how, target] of Object.entries(goodTargets)) {
    it(`is taken: a target ${how}`, () =>
      withEmulator({}, async ({ call, addConfiguration }) => {
        const { path } = addConfiguration();
        expect((await call(`POST ${path}/assign`, assignBody(target))).status).to.equal(204);
        const { body } = await call(`GET ${path}/assignments`);
        expect(pick(body, "value", 0, "target", "@odata.type")).to.equal(group["@odata.type"]);
      }));
  }

  it("is taken with the id of an item", () =>
    withEmulator({}, async ({ call, addConfiguration }) => {
      const { path } = addConfiguration();
      const answer = await call(`POST ${path}/assign`, withItem({ id: "old", target: group }));
      expect(answer.status).to.equal(204);
    }));

  it("does not let a client set what the service sets", () =>
    withEmulator({}, async ({ call }) => {
      const { status, body } = await call(create, { ...profile, id: "mine", version: 9 });
      expect(status).to.equal(201);
      expect(pick(body, "version")).to.equal(1);
      expect(pick(body, "id")).not.to.equal("mine");
    }));
});

function withItem(item: unknown) {
  return { iOSLobAppProvisioningConfigAssignments: [item] };
}
