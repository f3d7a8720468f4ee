import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import type { IosLobAppProvisioningConfigurationArgs } from "pulumi-intune-provisioning";
import { DoNothing } from "../../engine/doNothingResource.ts";
import {
  makeProfile,
  makeProfileXml,
  type ProfileOptions,
} from "../../engine/profile/makeProfile.ts";
import { groupId } from "./liveTargets.ts";
import { shell } from "./shell.ts";
import {
  openTestStack,
  openTestTenant,
  type Run,
  type TestStack,
  type TestTenant,
} from "./tenantStack.ts";

const { target } = shell;

/** Base64 that nobody wants to read. */
const longText = /[A-Za-z0-9+/]{200}/;
const dayMs = 24 * 60 * 60 * 1000;

describe("a configuration on the engine", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  const writeProfile = async (name: string, options: ProfileOptions = {}): Promise<string> => {
    const file = join(tenant.folder.path, name);
    await writeFile(file, makeProfile(options));
    return file;
  };
  const open = (stackName: string, program: () => unknown): Promise<TestStack> =>
    openTestStack({
      tenant,
      stackName,
      program: () => Promise.resolve(program() as Record<string, unknown>),
    });

  it("is refused with every problem of its inputs, then with what its profile says", async () => {
    const expires = new Date(Date.now() - 40 * dayMs);
    const past = { expires, certificates: [{ expires }] };
    const payload = await writeProfile("past.mobileprovision", past);
    const base64 = Buffer.from(makeProfile()).toString("base64");
    const tries: readonly [args: object, ...problems: RegExp[]][] = [
      [
        { displayName: " ", payload: base64, name: "x", roleScopeTagIds: [7] },
        /property displayName value .*must be a text that is not blank; it is " "/,
        /property payloadFileName value .*is required: what Intune calls the file/,
        /property name value .*is no input of a configuration/,
        /roleScopeTagIds\[0\] .*must be a text/,
      ],
      [
        { displayName: "A", payload },
        /has a problem: payload the profile .*expired on .*(?:39|40) days ago.*allowExpired: true/,
        /has a problem: payload no signing certificate of .*expired on .*(?:39|40) days ago/,
      ],
    ];
    let args: unknown;
    const stack = await open("wrong", () => {
      new shell.IosLobAppProvisioningConfiguration(
        "wrong",
        args as IosLobAppProvisioningConfigurationArgs,
      );
    });
    for (const [wrong, ...problems] of tries) {
      args = wrong;
      const text = await stack.failing(stack.preview());
      for (const problem of problems) expect(text).to.match(problem);
      expect(text).not.to.match(longText);
    }
    expect(tenant.emulator.requests).to.be.empty;
  });

  describe("beside others", () => {
    let stack: TestStack;
    let preview: Run;
    let ignoring = "Ignoring";
    const text = makeProfileXml({ name: "Text" });
    const base64 = Buffer.from(makeProfile()).toString("base64");
    const findLive = (displayName: string) =>
      tenant.emulator.tenant.configurations.find((each) => each.displayName === displayName);

    before(async () => {
      const expires = new Date(Date.now() + 20 * dayMs);
      const near = await writeProfile("near.mobileprovision", { name: "Near", expires });
      const far = await writeProfile("far.mobileprovision", { name: "Far", expires });
      const payload = await writeProfile("late.mobileprovision");
      const file = await writeProfile("asset.mobileprovision");
      const ignored = await writeProfile("ignored.mobileprovision", { name: "Kept" });
      const found = {
        displayName: "Found",
        payload: Buffer.from(makeProfile({ name: "Found" })).toString("base64"),
      };
      const { id } = tenant.emulator.tenant.addConfiguration(found);
      const { IosLobAppProvisioningConfiguration: Configuration } = shell;
      stack = await open("dev", () => {
        new Configuration("warned", { displayName: "Near", payload: near });
        new Configuration("quiet", { displayName: "Far", payload: far, expiryWarningDays: 10 });
        const late = new DoNothing("late", { payload, text: "Late", tag: "3", yes: true });
        new shell.ProvisionedApp("late", {
          displayName: late.late.text,
          description: late.late.text,
          payload: late.late.payload,
          roleScopeTagIds: [late.late.tag],
          allowExpired: late.late.yes,
          assignments: [target.group(groupId(1))],
        });
        new Configuration("file", {
          displayName: "File",
          payload: new pulumi.asset.FileAsset(file),
        });
        new Configuration("text", {
          displayName: "Text",
          payload: new pulumi.asset.StringAsset(text),
          payloadFileName: "text.xml",
        });
        new Configuration("base64", {
          displayName: "Base64",
          payload: base64,
          payloadFileName: "base64.mobileprovision",
        });
        const options = { ignoreChanges: ["payload"] };
        new Configuration("ignoring", { displayName: ignoring, payload: ignored }, options);
        const { displayName, profile } = Configuration.get("found", id);
        return { displayName, name: profile.apply((read) => read?.name) };
      });
      preview = await stack.preview();
      await stack.up();
    });

    it("is warned of in the preview where its profile nears its end, as early as the program says", () => {
      // The engine may print it before the resource.
      expect(preview.text).to.match(/warning: .*"Near" .*expires on .*in (?:19|20) days/);
      expect(preview.text.match(/expires on/g)).to.have.length(1);
    });

    it("takes values that are not known yet, wherever they stand, and the update then has them", () => {
      expect(preview.changes).to.deep.equal({ create: 11 });
      const live = findLive("Late");
      expect(live).to.deep.include({ description: "Late", roleScopeTagIds: ["3"] });
      expect(tenant.emulator.tenant.assignmentsOf(live?.id ?? "")).to.have.length(1);
    });

    it("takes the profile as an asset, as a text and as base64", () => {
      expect(findLive("File")?.payloadFileName).to.equal("asset.mobileprovision");
      expect(findLive("Text")?.payload).to.equal(Buffer.from(text).toString("base64"));
      expect(findLive("Base64")?.payload).to.equal(base64);
    });

    it("keeps its profile where the program ignores changes of it, and the others are left alone", async () => {
      await writeProfile("ignored.mobileprovision", { name: "Renewed" });
      ignoring = "Ignoring still";
      const { text: printed, changes } = await stack.preview();
      expect(changes).to.deep.equal({ update: 1, same: 10 });
      expect(printed).to.contain('"Ignoring" => "Ignoring still"').and.not.to.contain("Renewed");
      tenant.takeRequests();
      await stack.up();
      const patches = tenant.emulator.requests.filter(({ method }) => method === "PATCH");
      expect(patches.map(({ body }) => body)).to.deep.equal([
        {
          "@odata.type": "#microsoft.graph.iosLobAppProvisioningConfiguration",
          displayName: ignoring,
        },
      ]);
    });

    it("is read by get without being managed", async () => {
      expect(stack.outputs()).to.include({ displayName: "Found", name: "Found" });
      await stack.destroy();
      const left = tenant.emulator.tenant.configurations.map(({ displayName }) => displayName);
      expect(left).to.deep.equal(["Found"]);
    });
  });
});
