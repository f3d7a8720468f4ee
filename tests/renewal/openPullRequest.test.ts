import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { runScript, type ScriptRun } from "../engine/runScript.ts";

const script = join(import.meta.dirname, "../../examples/renewal/scripts/open-pull-request.sh");

describe("open-pull-request.sh", () => {
  let work: string;
  let clone: string;

  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", clone, "-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });

  /** Runs it with a stand-in for gh that knows this open pull request. */
  async function open(number = ""): Promise<ScriptRun & { calls: string[] }> {
    const calls = join(work, "calls");
    const gh = join(work, "gh");
    const body = `printf '%s\\n' "$1 $2 $3" >> "${calls}"\n[ "$2" != list ] || printf '${number}'\n`;
    await writeFile(gh, `#!/bin/sh\n${body}`);
    await chmod(gh, 0o755);
    const environment = { PATH: `${work}${delimiter}${process.env["PATH"] ?? ""}` };
    const args = ["renewal.md", "profiles"];
    const run = await runScript(script, { args, folder: clone, environment });
    const text = await readFile(calls, "utf8").catch(() => "");
    return { ...run, calls: text.split("\n").filter((line) => line !== "") };
  }

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), "intune-pull-request-"));
    clone = join(work, "clone");
    execFileSync("git", [
      "init",
      "--quiet",
      "--bare",
      "--initial-branch=main",
      join(work, "origin"),
    ]);
    execFileSync("git", ["clone", "--quiet", join(work, "origin"), clone], { stdio: "ignore" });
    await mkdir(join(clone, "profiles"));
    await writeFile(join(clone, "profiles", "field.mobileprovision"), "old");
    git("add", ".");
    git("commit", "--quiet", "--message", "Start");
    git("push", "--quiet", "origin", "HEAD:main");
    await writeFile(join(clone, "renewal.md"), "### Field Service\n");
  });
  afterEach(() => rm(work, { recursive: true, force: true }));

  const renewTo = (text: string) =>
    writeFile(join(clone, "profiles", "field.mobileprovision"), text);

  it("opens a pull request with the renewed files alone", async () => {
    await renewTo("new");
    const { code, text, calls } = await open();
    expect(code, text).to.equal(0);
    expect(calls).to.deep.equal(["pr list --head", "pr create --head"]);
    expect(git("show", "--name-only", "--format=%an: %s", "origin/renewal").trim()).to.equal(
      "github-actions[bot]: Renew provisioning profiles\n\nprofiles/field.mobileprovision",
    );
  });

  it("brings the open one up to date, and leaves main as it is", async () => {
    await renewTo("new");
    await open();
    git("switch", "--quiet", "--detach", "origin/main");
    await renewTo("newer");
    const { code, text, calls } = await open("7");
    expect(code, text).to.equal(0);
    expect(calls.slice(2)).to.deep.equal(["pr list --head", "pr edit 7"]);
    expect(git("show", "origin/renewal:profiles/field.mobileprovision")).to.equal("newer");
    expect(git("show", "origin/main:profiles/field.mobileprovision")).to.equal("old");
  });

  it("opens none where nothing is renewed", async () => {
    const { code, text, calls } = await open();
    expect(code).to.equal(0);
    expect(text).to.equal("Nothing is renewed.\n");
    expect(calls).to.be.empty;
  });
});
