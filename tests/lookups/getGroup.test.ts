import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { getGroup, getGroupOutput, type GetGroupArgs } from "pulumi-intune-provisioning";
import { groupId } from "../engine/liveTargets.ts";
import { failureOf } from "../handlers/failureOf.ts";
import { valueOf, withLookups, withRoles } from "./withLookups.ts";

const missingId = "deadbeef-0000-4000-8000-000000000000";

describe("getGroup", () => {
  const groups: [what: string, displayName: string, args: GetGroupArgs][] = [
    ["by id", "Pilots", { id: groupId(1) }],
    ["by id in upper case", "Pilots", { id: "ABCDEF01-93B4-4A0A-8F57-6F1F3F1F4A01" }],
    ["by name", "Pilots", { displayName: "Pilots" }],
    ["by a name in another case", "Pilots", { displayName: "pilotS", id: undefined }],
    ["by a name with a quote", "O'Brien", { displayName: "O'Brien", id: null }],
  ];
  for (const [what, displayName, args] of groups) {
    it(`finds one ${what}`, () =>
      withLookups({}, async ({ tenant }) => {
        const id = args.id?.toLowerCase() ?? groupId(1);
        tenant.addGroup({ id, displayName, description: "Ring 0" });
        tenant.addGroup({ displayName: `${displayName} 2` });
        expect(await getGroup(args)).to.deep.equal({ id, displayName, description: "Ring 0" });
      }));
  }

  it("lists the ids where several have the name, on whichever page, and says to give one", () =>
    withLookups({ pageSize: 1 }, async ({ tenant }) => {
      const groupTypes = ["Unified", "DynamicMembership"];
      const described = { displayName: "PILOTS", description: "The old\nring" };
      tenant.addGroup({ id: groupId(2), ...described, mailEnabled: true, groupTypes });
      tenant.addGroup({ id: groupId(1), displayName: "Pilots" });
      tenant.addGroup({ id: groupId(3), displayName: "Pilots", groupTypes: ["DynamicMembership"] });
      tenant.addGroup({ id: groupId(4), displayName: "Pilots", mailEnabled: true });
      const list = { mailEnabled: true, securityEnabled: false };
      tenant.addGroup({ id: groupId(5), displayName: "Pilots", ...list });
      expect((await failureOf(getGroup({ displayName: "Pilots" }))).message).to.equal(
        [
          'Cannot get the group named "Pilots": there are 5 of that name:',
          `  - ${groupId(1)} "Pilots", security group`,
          `  - ${groupId(2)} "PILOTS", dynamic Microsoft 365 group: "The old\\nring"`,
          `  - ${groupId(3)} "Pilots", dynamic security group`,
          `  - ${groupId(4)} "Pilots", mail-enabled security group`,
          `  - ${groupId(5)} "Pilots", distribution list`,
          "Give the `id` of the one that is meant.",
        ].join("\n"),
      );
    }));

  it("says so where there is none, with what to check", () =>
    withLookups({}, async () => {
      const byName = await failureOf(getGroup({ displayName: "Nobody" }));
      expect(byName).to.be.instanceOf(pulumi.RunError);
      expect(byName.message).to.match(
        /^Cannot get the group named "Nobody": the directory has none/,
      );
      expect(byName.message).to.contain("Check the name");
      const byId = await failureOf(getGroup({ id: missingId }));
      expect(byId.message).to.match(
        /^Cannot get group deadbeef-.*: the directory has none\. Check the id/,
      );
    }));

  it("shows where a group's name that looks the same differs", () =>
    withLookups({}, async ({ tenant, script, requests }) => {
      tenant.addGroup({ id: groupId(1), displayName: "field\u00a0Crew", groupTypes: ["Unified"] });
      tenant.addGroup({ displayName: "Field Crew 2" });
      const { message } = await failureOf(getGroup({ displayName: "Field Crew" }));
      expect(message.split("\n").slice(1)).to.deep.equal([
        "It has names that look the same:",
        String.raw`  - ${groupId(1)} "field\u00a0Crew", Microsoft 365 group: from character 6 on it has "\u00a0" in place of " "`,
      ]);
      script({ path: "startswith", respond: { status: 403 } });
      const unsaid = await failureOf(getGroup({ displayName: "Field Crew" }));
      expect(unsaid.message).to.match(/^Cannot get the group named "Field Crew": the directory/);
      const spaced = await failureOf(getGroup({ displayName: "No\u00a0Crew" }));
      expect(spaced.message).to.match(/^Cannot get the group named "No\\u00a0Crew": /);
      expect(requests.filter(({ path }) => path.includes("startswith"))).to.have.length(3);
    }));

  it("names the permission where it is missing", () =>
    withLookups(withRoles("DeviceManagementApps.ReadWrite.All"), async () => {
      const error = await failureOf(getGroup({ displayName: "Pilots" }));
      expect(error).to.be.instanceOf(pulumi.RunError);
      expect(error.message).to.match(
        /^Cannot find the group named "Pilots": Graph answered 403 .* permission GroupMember\.Read\.All/,
      );
    }));

  it("needs no permission of Intune's", () =>
    withLookups(withRoles("GroupMember.Read.All"), async ({ tenant }) => {
      tenant.addGroup({ displayName: "Pilots" });
      expect(await getGroup({ displayName: "Pilots" })).to.include({ displayName: "Pilots" });
    }));

  const mistakes: [args: unknown, problem: RegExp][] = [
    [{}, /- id or displayName is required$/],
    [{ id: null, displayName: undefined }, /- id or displayName is required$/],
    [{ id: groupId(1), displayName: "x" }, /- id or displayName must be given, not both$/],
    [{ id: "Pilots" }, /- id must be a GUID; it is "Pilots"$/],
    [{ id: 5 }, /- id must be a GUID; it is 5$/],
    [{ displayName: "" }, /- displayName must be a text that is not empty; it is ""$/],
    [{ displayName: "x".repeat(121) }, /- displayName has 121 characters, .* give the id$/],
    [{ name: "x", id: groupId(1) }, /- name is no argument of getGroup, which has id, displayName/],
    [{ constructor: "x", id: groupId(1) }, /- constructor is no argument/],
    [{ id: pulumi.output(groupId(1)) }, /- id is an output, .*: call getGroupOutput$/],
    ["Pilots", /- the argument must be an object with id, displayName; it is "Pilots"$/],
    [undefined, /- the argument must be an object/],
  ];
  for (const [args, problem] of mistakes) {
    it(`refuses wrong arguments without a request: ${problem.source}`, () =>
      withLookups({}, async ({ requests }) => {
        const error = await failureOf(getGroup(args as GetGroupArgs));
        expect(error).to.be.instanceOf(pulumi.RunError);
        expect(error.message)
          .to.match(/^Cannot call getGroup:\n/)
          .and.match(problem);
        expect(requests).to.be.empty;
      }));
  }
});

describe("getGroupOutput", () => {
  it("takes outputs, and its result is as secret as they are", () =>
    withLookups({}, async ({ tenant }) => {
      const { id } = tenant.addGroup({ displayName: "Pilots" });
      const plain = getGroupOutput({ displayName: pulumi.output("Pilots") });
      const secret = getGroupOutput({ id: pulumi.secret(id) });
      expect(await valueOf(plain.id)).to.equal(id);
      expect(await valueOf(secret.displayName)).to.equal("Pilots");
      expect(await pulumi.isSecret(plain)).to.be.false;
      expect(await pulumi.isSecret(secret)).to.be.true;
    }));
});
