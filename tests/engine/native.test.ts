import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { expect } from "chai";
import * as dynamic from "pulumi-intune-provisioning";
import * as native from "pulumi-intune-provisioning/native";
import { readProfile } from "../../provider/dist/profile/readProfile.js";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";
import { profileInBase64 } from "../handlers/stackedConfiguration.ts";

const { target } = native;
const nativeType = "intune:index:IosLobAppProvisioningConfigurationAssignments";

describe("the native plugin on the engine", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let program: () => void;

  before(async () => {
    tenant = await openTestTenant();
    const run: PulumiFn = () => {
      program();
      return Promise.resolve();
    };
    stack = await openTestStack({ tenant, program: run });
  });
  after(() => tenant.close());
  beforeEach(() => void tenant.takeRequests());

  const takeWrites = (): string[] =>
    tenant.takeRequests().filter((request) => !request.startsWith("GET"));
  const recorded = (type: string) => stack.resources().filter((each) => each.type.endsWith(type));
  const groups = (...numbers: number[]) => numbers.map((number) => target.group(groupId(number)));

  describe("with a set", () => {
    let configurationId: string;
    let setOf: typeof native | typeof dynamic = native;
    let declared: number[];
    let options = {};

    before(() => {
      configurationId = tenant.addConfiguration();
      program = () => {
        new setOf.IosLobAppProvisioningConfigurationAssignments(
          "set",
          { configurationId, assignments: groups(...declared) },
          options,
        );
      };
    });

    it("previews without a request, creates, and then sees no change", async () => {
      declared = [1, 2];
      expect((await stack.preview()).changes).to.deep.equal({ create: 2 });
      expect(tenant.emulator.requests).to.be.empty;
      await stack.up();
      expect(tenant.liveGroupIds(configurationId)).to.deep.equal([groupId(1), groupId(2)]);
      expect(recorded(nativeType)[0]?.outputs["assignments"]).to.have.length(2);
      tenant.takeRequests();
      expect((await stack.up()).changes).to.deep.equal({ same: 2 });
      expect(tenant.takeRequests()).to.deep.equal([]);
    });

    it("prints which entry goes and which comes, and updates to that", async () => {
      declared = [2, 3, 4];
      const { text } = await stack.preview();
      expect(text).to.contain(groupId(1)).and.contain(groupId(4)).and.contain("~ 1 to update");
      expect(text).not.to.match(new RegExp(`[-+] .*${groupId(2)}`));
      expect(tenant.emulator.requests).to.be.empty;
      await stack.up();
      expect(tenant.liveGroupIds(configurationId)).to.deep.equal([2, 3, 4].map(groupId));
    });

    it("shows what the portal added as going, and keeps it until a preview has shown it", async () => {
      tenant.emulator.tenant.addAssignment(configurationId, liveGroup(9));
      await stack.refresh();
      expect((await stack.preview()).text).to.contain(groupId(9));
      await stack.up();
      expect(tenant.liveGroupIds(configurationId)).to.deep.equal([2, 3, 4].map(groupId));
    });

    it("gives the set to the dynamic provider and takes it back, each by one update without a write", async () => {
      for (const [shell, type] of [
        [dynamic, nativeType],
        [native, ""],
      ] as const) {
        setOf = shell;
        options = type === "" ? {} : { aliases: [{ type }] };
        tenant.takeRequests();
        const { changes } = await stack.up();
        expect(changes["delete"] ?? changes["replace"]).to.equal(undefined);
        expect(takeWrites()).to.deep.equal([]);
        expect((await stack.up()).changes).to.deep.equal({ same: 2 });
      }
      expect(JSON.stringify(stack.resources())).not.to.contain("__provider");
    });

    it("keeps the set through a forced replacement, and destroys it", async () => {
      await stack.up({ replace: [recorded(nativeType)[0]?.urn ?? ""] });
      expect(tenant.liveGroupIds(configurationId)).to.deep.equal([2, 3, 4].map(groupId));
      await stack.destroy();
      expect(tenant.liveGroupIds(configurationId)).to.deep.equal([]);
    });
  });

  describe("with what was there before", () => {
    it("imports a set and a configuration without a write, and the next preview shows no change", async () => {
      const payload = profileInBase64();
      const read = readProfile(Buffer.from(payload, "base64"));
      const { id } = tenant.emulator.tenant.addConfiguration({
        displayName: "Imported",
        payload,
        payloadFileName: "f.mobileprovision",
        expirationDateTime: "profile" in read ? read.profile.expirationDateTime : null,
      });
      tenant.emulator.tenant.setAssignments(id, [liveGroup(1)]);
      let options: object = { import: id };
      program = () => {
        const configuration = new native.IosLobAppProvisioningConfiguration(
          "configuration",
          { displayName: "Imported", payload, payloadFileName: "f.mobileprovision" },
          options,
        );
        new native.IosLobAppProvisioningConfigurationAssignments(
          "set",
          { configurationId: id, assignments: groups(1) },
          { ...options, dependsOn: configuration },
        );
      };
      expect((await stack.up()).changes).to.deep.include({ import: 2 });
      expect(takeWrites()).to.deep.equal([]);
      options = {};
      await stack.preview({ expectNoChanges: true });
      await stack.destroy();
    });
  });
});
