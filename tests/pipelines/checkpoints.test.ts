import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { chooseCheckpoints } from "../../examples/fleet/chooseCheckpoints.ts";
import { runScript } from "../engine/runScript.ts";

const script = join(
  import.meta.dirname,
  "../../examples/github-actions/scripts/skip-checkpoints.sh",
);
const configuration = "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfiguration";
const set = `${configuration}Assignments`;

/** Whether an update without checkpoints is just run again after a kill. */
const cases = [
  { what: "a set", op: "create", type: set, isAdopted: false, isSafe: true },
  { what: "a change", op: "update", type: configuration, isAdopted: false, isSafe: true },
  { what: "an adoption", op: "create", type: configuration, isAdopted: true, isSafe: true },
  { what: "a creation", op: "create", type: configuration, isAdopted: false, isSafe: false },
  {
    what: "a replacement",
    op: "create-replacement",
    type: configuration,
    isAdopted: false,
    isSafe: false,
  },
];

describe("checkpoints are skipped", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-plans-"));
  });
  after(() => rm(folder, { recursive: true }));

  for (const { what, op, type, isAdopted, isSafe } of cases) {
    it(`${isSafe ? "for" : "not for"} ${what}, by the fleet`, () => {
      const steps = [{ op, type, isAdopted, name: "field" }];
      expect(chooseCheckpoints(steps, {})).to.deep.equal({
        PULUMI_SKIP_CHECKPOINTS: isSafe ? "true" : "",
      });
    });

    it(`${isSafe ? "for" : "not for"} ${what}, by apply.sh`, async () => {
      const inputDiff = isAdopted ? { adds: { adoptId: "5f3c1c2e" } } : {};
      const urn = `urn:pulumi:production::fleet::${type}::field`;
      const plan = { resourcePlans: { [urn]: { goal: { inputDiff }, steps: [op] } } };
      await writeFile(join(folder, "plan.json"), JSON.stringify(plan));
      expect((await skip("auto")).text).to.equal(`${isSafe}\n`);
    });
  }

  it("as who runs it says", async () => {
    for (const said of ["true", "false"]) {
      expect((await skip(said)).text).to.equal(`${said}\n`);
      expect(chooseCheckpoints([], { PULUMI_SKIP_CHECKPOINTS: said })).to.deep.equal({
        PULUMI_SKIP_CHECKPOINTS: said,
      });
    }
  });

  it("nowhere where the plan cannot be read", async () => {
    await writeFile(join(folder, "plan.json"), "{}");
    expect((await skip("auto")).code).not.to.equal(0);
  });

  function skip(said: string) {
    const environment = { SKIP_CHECKPOINTS: said, PATH: process.env["PATH"] ?? "" };
    return runScript(script, { args: ["plan.json"], folder, environment });
  }
});
