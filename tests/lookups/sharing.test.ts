import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import type { Emulator } from "intune-graph-emulator";
import {
  getGroup,
  getIosLobAppProvisioningConfiguration,
  getIosLobAppProvisioningConfigurations,
  IosLobAppProvisioningConfiguration,
} from "pulumi-intune-provisioning";
import { groupId } from "../engine/liveTargets.ts";
import { failureOf } from "../handlers/failureOf.ts";
import { configOf, declareUnderMocks, valueOf, withLookups } from "./withLookups.ts";

const run = promisify(execFile);

describe("look-ups of one process", () => {
  it("share one client, which signs in once, however many there are at once and after one another", () =>
    withLookups({}, async ({ tenant, requests }) => {
      tenant.addGroup({ displayName: "Pilots" });
      const lookUps = () => [
        getGroup({ displayName: "Pilots" }),
        getIosLobAppProvisioningConfigurations(),
      ];
      await Promise.all([...lookUps(), ...lookUps()]);
      await Promise.all(lookUps());
      expect(requests.filter(({ path }) => path.includes("/oauth2/v2.0/token"))).to.have.length(1);
    }));

  const listPages = ({ requests }: Emulator): number =>
    requests.filter(({ path }) => /Configurations(\?|$)/.test(path)).length;

  it("share one request where they are equal and under way, and one list by whatever name", () =>
    withLookups({ pageSize: 2 }, async (emulator) => {
      const { tenant, requests } = emulator;
      tenant.addGroup({ displayName: "Pilots" });
      for (let number = 1; number <= 20; number += 1)
        tenant.addConfiguration({ displayName: `App ${number}` });
      const fifty = Array.from({ length: 50 });
      const lookUps = () => [
        ...fifty.map(() => getGroup({ displayName: "Pilots" })),
        ...fifty.map(() => getIosLobAppProvisioningConfiguration({ displayName: "App 7" })),
        getIosLobAppProvisioningConfiguration({ displayName: "App 8" }),
        getIosLobAppProvisioningConfigurations({ displayNameContains: "App" }),
      ];
      await Promise.all(lookUps());
      expect(requests.filter(({ path }) => path.includes("/groups"))).to.have.length(1);
      expect(listPages(emulator)).to.equal(10);
      await Promise.all(lookUps());
      expect(requests.filter(({ path }) => path.includes("/groups"))).to.have.length(2);
      expect(listPages(emulator)).to.equal(10);
    }));

  it("give each its own result, which a program may change", () =>
    withLookups({}, async ({ tenant }) => {
      tenant.addConfiguration({ displayName: "App", roleScopeTagIds: ["0", "7"] });
      const find = () => getIosLobAppProvisioningConfiguration({ displayName: "App" });
      const [one, other] = await Promise.all([find(), find()]);
      one.roleScopeTagIds?.pop();
      expect(other.roleScopeTagIds).to.deep.equal(["0", "7"]);
      expect((await find()).roleScopeTagIds).to.deep.equal(["0", "7"]);
    }));

  it("list again before they say that there is none, once for all", () =>
    withLookups({}, async (emulator) => {
      emulator.tenant.addConfiguration({ displayName: "App" });
      await getIosLobAppProvisioningConfigurations();
      const { id } = emulator.tenant.addConfiguration({ displayName: "Late" });
      const find = (displayName: string) => getIosLobAppProvisioningConfiguration({ displayName });
      expect(await find("Late")).to.include({ id });
      const missing = ["A", "B", "C", "D"].map((name) => failureOf(find(name)));
      await Promise.all(missing);
      expect(listPages(emulator)).to.equal(3);
    }));

  it("list again after a resource of the program was written", () =>
    withLookups({}, async ({ tenant }) => {
      const { id } = tenant.addConfiguration({ displayName: "Former" });
      await getIosLobAppProvisioningConfigurations();
      tenant.updateConfiguration(id, { displayName: "Renamed" });
      const args = { displayName: "App", payload: "app.mobileprovision" };
      const configuration = declareUnderMocks(
        () => new IosLobAppProvisioningConfiguration("app", args),
      );
      const find = (displayName: string) => () =>
        getIosLobAppProvisioningConfiguration({ displayName });
      const former = configuration.id.apply(find("Former"));
      const said = pulumi.recover<unknown>(former, (error) => (error as Error).message);
      expect(await valueOf(said)).to.contain(`there is none, but there are\n  - ${id} "Renamed"`);
    }));

  it("go where their own program's settings say", () =>
    withLookups({}, async (one) => {
      one.tenant.addGroup({ displayName: "Pilots" });
      await getGroup({ displayName: "Pilots" });
      await withLookups({ seed: 2 }, async (other) => {
        const { id } = other.tenant.addGroup({ displayName: "Pilots" });
        expect(await getGroup({ displayName: "Pilots" })).to.include({ id });
      });
    }));

  it("fail of wrong settings with one and the same error, which the engine tells once", () =>
    withLookups({}, async (emulator) => {
      pulumi.runtime.setAllConfig({ ...configOf(emulator), "intune:tenantId": "" });
      const errors = await Promise.all([
        failureOf(getGroup({ id: groupId(1) })),
        failureOf(getGroup({ displayName: "Pilots" })),
        failureOf(getIosLobAppProvisioningConfiguration({ id: groupId(1) })),
      ]);
      expect(new Set(errors).size).to.equal(1);
      expect(errors[0]).to.be.instanceOf(pulumi.RunError);
      expect(errors[0].message).to.contain("intune:tenantId (or ARM_TENANT_ID, AZURE_TENANT_ID)");
      expect(emulator.requests).to.be.empty;
    }));

  it("fail of one refused sign-in with one error, without the secret", () =>
    withLookups({}, async (emulator) => {
      pulumi.runtime.setAllConfig({ ...configOf(emulator), "intune:clientSecret": "wrong-secret" });
      const errors = await Promise.all([
        failureOf(getGroup({ id: groupId(1) })),
        failureOf(getIosLobAppProvisioningConfigurations()),
      ]);
      expect(new Set(errors).size).to.equal(1);
      expect(errors[0]).to.be.instanceOf(pulumi.RunError);
      expect(errors[0].message).to.match(/^Cannot sign in to Microsoft Entra:.*AADSTS7000215/s);
      expect(errors[0].message).not.to.contain("wrong-secret");
    }));

  it("cost nothing until the first: what signs in and speaks HTTP is not loaded with the package", async () => {
    const code = `
      require("pulumi-intune-provisioning");
      const heavy = Object.keys(require.cache).filter((file) => /node_modules.(axios|@azure)/.test(file));
      console.log(JSON.stringify(heavy));`;
    const { stdout } = await run(process.execPath, ["--eval", code], {
      cwd: join(import.meta.dirname, ".."),
    });
    expect(JSON.parse(stdout)).to.deep.equal([]);
  });
});
