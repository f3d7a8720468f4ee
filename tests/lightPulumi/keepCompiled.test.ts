import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { expect } from "chai";
import * as dynamic from "pulumi-intune-provisioning";
import * as native from "pulumi-intune-provisioning/native";
import { payloadOf } from "../engine/appStack.ts";
import { groupId } from "../engine/liveTargets.ts";
import { openProgramStack } from "../engine/programStack.ts";
import { openTestTenant, type TestTenant } from "../engine/tenantStack.ts";
import { writeBundles } from "./writeBundles.ts";

describe("what the engine starts from bundles", () => {
  const { TEST_BUNDLES } = process.env;
  let tenant: TestTenant;
  let bundles: string;
  before(async () => {
    tenant = await openTestTenant();
    bundles = TEST_BUNDLES ?? (await mkdtemp(join(tmpdir(), "bundles-")));
    if (TEST_BUNDLES === undefined) await writeBundles(bundles);
    Object.assign(process.env, { TEST_BUNDLES: bundles, TEST_KEEPS_COMPILED: "true" });
  });
  after(async () => {
    delete process.env["TEST_KEEPS_COMPILED"];
    if (TEST_BUNDLES === undefined) {
      delete process.env["TEST_BUNDLES"];
      await rm(bundles, { recursive: true });
    }
    await tenant.close();
  });

  it("finds compiled, in every later run, what one life calls of it", async () => {
    let declared = [1, 2];
    const { stack, write, run } = await openProgramStack(tenant, () => {
      for (const [name, shell] of Object.entries({ dynamic, native })) {
        const { id } = new shell.IosLobAppProvisioningConfiguration(name, {
          displayName: name,
          payload: payloadOf(name),
          payloadFileName: `${name}.mobileprovision`,
        });
        new shell.IosLobAppProvisioningConfigurationAssignments(name, {
          configurationId: id,
          assignments: declared.map((number) => shell.target.group(groupId(number))),
        });
      }
      return Promise.resolve();
    });
    await stack.up();
    declared = [2, 3];
    await stack.up({ refresh: true });
    await write("");
    expect(await run("preview")).to.deep.include({ code: 0 });
    const refused = ["hosts", "languageHosts", "late", "natives"].filter((bundle) => {
      const file = join(bundles, `${bundle}.js`);
      const cachedData = readFileSync(`${file}.compiled`);
      return new Script(readFileSync(file, "utf8"), { cachedData }).cachedDataRejected;
    });
    expect(refused).to.deep.equal([]);
  });
});
