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
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

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
    const encrypted = `$ANSIBLE_VAULT;1.1;AES256\n${"6162".repeat(300)}\n`;
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
        { displayName: "A", payload: "missing.mobileprovision" },
        /has a problem: payload "missing\.mobileprovision" does not exist; a path is taken/,
      ],
      [
        { displayName: "A", payload: encrypted },
        /has a problem: payload is no provisioning profile: it is encrypted by Ansible Vault/,
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

  it("warns in the preview of a profile that nears its end, as early as the program says", async () => {
    const expires = new Date(Date.now() + 20 * dayMs);
    const near = await writeProfile("near.mobileprovision", { name: "Near", expires });
    const far = await writeProfile("far.mobileprovision", { name: "Far", expires });
    const stack = await open("near", () => {
      const { IosLobAppProvisioningConfiguration: Configuration } = shell;
      new Configuration("warned", { displayName: "Near", payload: near });
      new Configuration("quiet", { displayName: "Far", payload: far, expiryWarningDays: 10 });
    });
    const { text } = await stack.preview();
    // The engine may print it before the resource.
    expect(text).to.match(/warning: .*"Near" .*expires on .*in (?:19|20) days/);
    expect(text.match(/expires on/g)).to.have.length(1);
  });

  it("takes values that are not known yet, wherever they stand, and the update then has them", async () => {
    const payload = await writeProfile("late.mobileprovision");
    const stack = await open("late", () => {
      const late = new DoNothing("late", { payload, text: "Late", tag: "3", yes: true });
      new shell.ProvisionedApp("late", {
        displayName: late.late.text,
        description: late.late.text,
        payload: late.late.payload,
        roleScopeTagIds: [late.late.tag],
        allowExpired: late.late.yes,
        assignments: [target.group(groupId(1))],
      });
    });
    expect((await stack.preview()).changes).to.deep.equal({ create: 5 });
    await stack.up();
    const found = tenant.emulator.tenant.configurations.find((each) => each.displayName === "Late");
    expect(found).to.deep.include({ description: "Late", roleScopeTagIds: ["3"] });
    expect(tenant.emulator.tenant.assignmentsOf(found?.id ?? "")).to.have.length(1);
  });

  it("takes the profile as an asset, as a text and as base64", async () => {
    const content = makeProfileXml({ name: "Text" });
    const file = await writeProfile("asset.mobileprovision");
    const base64 = Buffer.from(makeProfile()).toString("base64");
    const stack = await open("assets", () => {
      new shell.IosLobAppProvisioningConfiguration("file", {
        displayName: "File",
        payload: new pulumi.asset.FileAsset(file),
      });
      new shell.IosLobAppProvisioningConfiguration("text", {
        displayName: "Text",
        payload: new pulumi.asset.StringAsset(content),
        payloadFileName: "text.xml",
      });
      new shell.IosLobAppProvisioningConfiguration("base64", {
        displayName: "Base64",
        payload: base64,
        payloadFileName: "base64.mobileprovision",
      });
    });
    await stack.up();
    const byName = Object.fromEntries(
      tenant.emulator.tenant.configurations.map((each) => [each.displayName, each]),
    );
    expect(byName["File"]?.payloadFileName).to.equal("asset.mobileprovision");
    expect(byName["Text"]?.payload).to.equal(Buffer.from(content).toString("base64"));
    expect(byName["Base64"]?.payload).to.equal(base64);
    expect((await stack.preview()).changes).to.deep.equal({ same: 4 });
  });

  it("keeps its profile where the program ignores changes of it", async () => {
    const payload = await writeProfile("ignored.mobileprovision", { name: "Kept" });
    let displayName = "Ignoring";
    const stack = await open("ignoring", () => {
      const args = { displayName, payload };
      new shell.IosLobAppProvisioningConfiguration("ignoring", args, {
        ignoreChanges: ["payload"],
      });
    });
    await stack.up();
    await writeProfile("ignored.mobileprovision", { name: "Renewed" });
    displayName = "Ignoring still";
    const { text } = await stack.preview();
    expect(text).to.contain('"Ignoring" => "Ignoring still"').and.not.to.contain("Renewed");
    tenant.takeRequests();
    await stack.up();
    expect(tenant.emulator.requests.find(({ method }) => method === "PATCH")?.body).to.deep.equal({
      "@odata.type": "#microsoft.graph.iosLobAppProvisioningConfiguration",
      displayName,
    });
  });

  it("is read by get without being managed", async () => {
    const payload = Buffer.from(makeProfile({ name: "Found" })).toString("base64");
    const { id } = tenant.emulator.tenant.addConfiguration({ displayName: "Found", payload });
    const stack = await open("found", () => {
      const { displayName, profile } = shell.IosLobAppProvisioningConfiguration.get("found", id);
      return { displayName, name: profile.apply((read) => read?.name) };
    });
    await stack.up();
    const outputs = await stack.outputs();
    expect(outputs["displayName"]?.value).to.equal("Found");
    expect(outputs["name"]?.value).to.equal("Found");
    await stack.destroy();
    expect(tenant.emulator.tenant.configurations.map((each) => each.id)).to.include(id);
  });
});
