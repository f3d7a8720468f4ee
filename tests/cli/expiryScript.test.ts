import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { writeNpx } from "../engine/writeNpx.ts";
import { withTenant, type CliBench } from "./runCli.ts";

const script = join(import.meta.dirname, "../../examples/github-actions/scripts/expiry.sh");
const dayMs = 24 * 60 * 60 * 1000;

interface Ended {
  code: number;
  stdout: string;
}

/** Runs the script as a job does, except that `npx` finds the command without an installation. */
async function runScript({ folder, environment }: CliBench): Promise<Ended> {
  const bin = await writeNpx(folder);
  const env = {
    ...environment,
    PATH: [bin, process.env["PATH"]].join(delimiter),
    GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
  };
  const run = promisify(execFile);
  const ended = run("bash", [script, "30", join(folder, "expiry")], { env, cwd: folder });
  return ended.then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: unknown) => error as Ended,
  );
}

const expiresIn = (days: number) => ({
  displayName: "Field Service",
  expirationDateTime: new Date(Date.now() + days * dayMs).toISOString(),
});

describe("the expiry job of GitHub Actions", () => {
  it("leaves a page and a summary, warns and fails within 30 days of an end", () =>
    withTenant({}, async (bench) => {
      bench.emulator.tenant.addConfiguration(expiresIn(20));
      const { code, stdout } = await runScript(bench);
      expect(code).to.equal(3);
      expect(stdout).to.contain("::warning title=Profiles expire::Within 30 days");
      const page = await readFile(join(bench.folder, "expiry", "expiry.html"), "utf8");
      expect(page).to.contain("Field Service");
      const summary = await readFile(join(bench.folder, "summary.md"), "utf8");
      expect(summary).to.contain("Field Service");
    }));

  it("passes before that", () =>
    withTenant({}, async (bench) => {
      bench.emulator.tenant.addConfiguration(expiresIn(40));
      const { code, stdout } = await runScript(bench);
      expect(code, stdout).to.equal(0);
      expect(stdout).not.to.contain("::warning");
    }));

  it("fails without that warning where it cannot read the tenant", () =>
    withTenant({}, async (bench) => {
      const environment = { ...bench.environment, AZURE_CLIENT_SECRET: "wrong-secret" };
      const { code, stdout } = await runScript({ ...bench, environment });
      expect(code).to.equal(1);
      expect(stdout).not.to.contain("::warning");
    }));
});
