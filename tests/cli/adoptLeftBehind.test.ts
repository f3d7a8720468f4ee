import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { checkedConfiguration } from "../handlers/stackedConfiguration.ts";
import { withTenant, type CliBench, type CliRun } from "./runCli.ts";

const expires = new Date("2099-12-31T00:00:00Z");
const payload = Buffer.from(makeProfile({ expires })).toString("base64");
const payloadFileName = "field.mobileprovision";

/** What `pulumi preview --json` prints of a program that declares these, by name. */
function previewOf(names: Readonly<Record<string, string>>, more: object = {}): string {
  const steps = Object.entries(names).map(([name, displayName]) => {
    const type = "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfiguration";
    const urn = `urn:pulumi:dev::fleet::intune:index:ProvisionedApp$${type}::${name}`;
    const inputs = { ...checkedConfiguration({ displayName, payload }), ...more };
    return { op: "create", urn, newState: { urn, type, custom: true, inputs } };
  });
  return JSON.stringify({ steps, changeSummary: { create: steps.length } });
}

describe("adopt --preview", () => {
  const leave = ({ emulator }: CliBench, displayName: string): string =>
    emulator.tenant.addConfiguration({
      ...{ displayName, payload, payloadFileName },
      expirationDateTime: expires.toISOString(),
    }).id;
  const outputOf = ({ folder }: CliBench): string => join(folder, "adopt-ids.txt");
  const adopt = async (bench: CliBench, preview: string, ...more: string[]): Promise<CliRun> => {
    const file = join(bench.folder, "preview.json");
    await writeFile(file, preview);
    return bench.run(["adopt", "--preview", file, "--output", outputOf(bench), ...more]);
  };

  it("shows what a killed run has created of what the preview would create, and writes the ids", () =>
    withTenant({}, async (bench) => {
      const ids = ["Field", "Depot"].map((name) => leave(bench, name));
      leave(bench, "Somebody else's");
      const preview = previewOf({ field: "Field", depot: "Depot", office: "Office" });
      const { stdout, stderr, exitCode } = await adopt(bench, preview);
      expect([stderr, exitCode]).to.deep.equal(["", 0]);
      expect(stdout).to.match(
        new RegExp(`  ${ids[0] ?? ""}  "Field", made 2.*, for field\\n`, "u"),
      );
      expect(stdout).to.contain(`INTUNE_ADOPT_IDS="$(cat ${outputOf(bench)})" pulumi up`);
      expect(await readFile(outputOf(bench), "utf8")).to.equal(`${ids.join("\n")}\n`);
    }));

  it("writes nothing with --dry-run, or where there is nothing", () =>
    withTenant({}, async (bench) => {
      expect((await adopt(bench, previewOf({ field: "Field" }))).stdout).to.contain(
        "nothing to take",
      );
      const id = leave(bench, "Field");
      expect((await adopt(bench, previewOf({ field: "Field" }), "--dry-run")).stdout).to.contain(
        id,
      );
      expect(existsSync(outputOf(bench))).to.equal(false);
    }));

  it("leaves out, with exit code 4, what is not as declared, is there twice, or has a secret name", () =>
    withTenant({}, async (bench) => {
      for (const name of ["Twice", "Twice", "Other"]) leave(bench, name);
      const declared = { twice: "Twice", other: "Other" };
      const preview = previewOf(declared, { description: "Described" });
      const { stderr, exitCode } = await adopt(bench, preview);
      expect(exitCode).to.equal(4);
      expect(stderr).to.match(/twice is left out[^]*other is left out/u);
      const hidden = await adopt(bench, previewOf(declared, { displayName: "[secret]" }));
      expect([hidden.exitCode, existsSync(outputOf(bench))]).to.deep.equal([4, false]);
    }));

  it("goes with no option of a project's", () =>
    withTenant({}, async (bench) => {
      const { stderr, exitCode } = await adopt(bench, "{}", "--append");
      expect(stderr).to.match(/'--preview <FILE>' cannot be used with option '--append'/u);
      expect(exitCode).to.equal(2);
    }));
});
