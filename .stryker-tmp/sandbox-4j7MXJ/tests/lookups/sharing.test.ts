// @ts-nocheck
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import {
  getGroup,
  getIosLobAppProvisioningConfiguration,
  getIosLobAppProvisioningConfigurations,
} from "pulumi-intune-provisioning";
import { groupId } from "../engine/liveTargets.ts";
import { failureOf } from "../handlers/failureOf.ts";
import { configOf, withLookups } from "./withLookups.ts";

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
