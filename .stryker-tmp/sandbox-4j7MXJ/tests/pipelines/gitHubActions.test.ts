// @ts-nocheck
import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { globSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { runScript, type ScriptRun } from "../engine/runScript.ts";
import { findActionlint } from "./findActionlint.ts";

const folder = join(import.meta.dirname, "..", "..", "examples", "github-actions");
const files = globSync(join(folder, ".github", "workflows", "*.yml"));

interface Job {
  permissions?: Record<string, string>;
  environment?: string;
  steps: { uses?: string; run?: string }[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const load = (file: string): Workflow => parse(readFileSync(file, "utf8")) as Workflow;

/** Every job of every workflow, by "file job". */
const jobs = files.flatMap((file) =>
  Object.entries(load(file).jobs).map(([name, job]) => ({
    name: `${basename(file)} ${name}`,
    job,
  })),
);
const writes = ({ permissions = {} }: Job): string[] =>
  Object.keys(permissions).filter((scope) => permissions[scope] === "write");

describe("a workflow of GitHub Actions", () => {
  it("is there for preview, apply, drift and expiry", () => {
    expect(files.map((file) => basename(file)).sort()).to.deep.equal([
      "apply.yml",
      "drift.yml",
      "expiry.yml",
      "preview.yml",
    ]);
  });

  it("has nothing that actionlint finds", async function () {
    this.timeout(300_000);
    const actionlint = await findActionlint();
    // It has opinions on shell code only where shellcheck happens to be installed.
    const { stdout, status } = spawnSync(actionlint, ["-shellcheck=", "-oneline", ...files], {
      encoding: "utf8",
    });
    expect(status, stdout).to.equal(0);
    expect(stdout).to.equal("");
  });

  it("pins every action to a commit, and says of which version", () => {
    for (const file of files) {
      const uses = readFileSync(file, "utf8").match(/^.*\buses:.*$/gm) ?? [];
      expect(uses, file).not.to.be.empty;
      for (const line of uses)
        expect(line, file).to.match(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it("keeps no secret: who it is, it says by OpenID Connect", () => {
    for (const file of files)
      expect(readFileSync(file, "utf8"), file).not.to.match(
        /secrets\.|PASSPHRASE|CLIENT_SECRET|ACCESS_TOKEN/,
      );
  });

  it("is granted nothing but what each of its jobs lists", () => {
    for (const file of files) expect(load(file).permissions, file).to.deep.equal({});
    for (const { name, job } of jobs) expect(job.permissions, name).to.be.an("object");
  });

  it("never lets a job that runs the program write to the repository", () => {
    for (const { name, job } of jobs.filter(({ job }) => writes(job).includes("id-token")))
      expect(writes(job), name).to.deep.equal(["id-token"]);
  });

  it("signs in as who may write only to apply, and there behind an approval", () => {
    const writing = jobs.filter(({ job }) => job.environment === "intune-write");
    expect(writing.map(({ name }) => name)).to.deep.equal(["apply.yml apply"]);
    for (const { name, job } of jobs) {
      const applies = job.steps.some(({ run = "" }) => run.includes("apply.sh"));
      if (applies) expect(job.environment, name).to.equal("intune-write");
      else if (writes(job).includes("id-token"))
        expect(job.environment, name).to.equal("intune-read");
    }
  });

  it("runs no code of a fork with an identity of ours", () => {
    for (const file of files)
      expect(Object.keys(load(file).on), file).not.to.include("pull_request_target");
    expect(readFileSync(join(folder, ".github", "workflows", "preview.yml"), "utf8")).to.contain(
      "if: github.event.pull_request.head.repo.full_name == github.repository",
    );
  });

  it("calls scripts that are there and can be run", () => {
    const called = jobs.flatMap(({ job }) =>
      job.steps.flatMap(({ run = "" }) => run.match(/scripts\/[\w-]+\.sh/g) ?? []),
    );
    const there = globSync("scripts/*.sh", { cwd: folder });
    expect(new Set(called)).to.deep.equal(new Set(there));
  });
});

describe("the script", () => {
  let work: string;
  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), "intune-pipeline-"));
  });
  afterEach(() => rm(work, { recursive: true, force: true }));

  /** A command of the host that notes how it is called, then does what the body says. */
  async function standIn(name: string, body = ""): Promise<void> {
    const file = join(work, name);
    await writeFile(file, `#!/bin/sh\necho "${name} $*" >> "${work}/calls"\n${body}\n`);
    await chmod(file, 0o755);
  }
  const run = (script: string, ...args: string[]): Promise<ScriptRun> =>
    runScript(join(folder, "scripts", script), {
      args,
      folder: work,
      environment: {
        PATH: [work, process.env["PATH"]].join(delimiter),
        GITHUB_STEP_SUMMARY: join(work, "summary"),
      },
    });
  const calls = async (): Promise<string[]> =>
    (await readFile(join(work, "calls"), "utf8")).trim().split("\n");
  /** `gh`, in a repository whose open issue has this number, or none. */
  const standInForGh = (number: string): Promise<void> =>
    standIn("gh", `[ "$1 $2" = "issue list" ] && printf '%s' "${number}"; true`);

  describe("track-issue.sh", () => {
    const track = (): Promise<ScriptRun> => run("track-issue.sh", "drift", "Drift", "drift.md");

    it("opens an issue where there is none", async () => {
      await standInForGh("");
      await writeFile(join(work, "drift.md"), "a group is gone");
      expect((await track()).code).to.equal(0);
      expect((await calls()).slice(1)).to.deep.equal([
        "gh label create drift --force",
        "gh issue create --label drift --title Drift --body-file drift.md",
      ]);
    });

    it("updates the one that is open", async () => {
      await standInForGh("17");
      await writeFile(join(work, "drift.md"), "a group is gone");
      expect((await track()).code).to.equal(0);
      expect((await calls()).slice(1)).to.deep.equal(["gh issue edit 17 --body-file drift.md"]);
    });

    it("closes it when there is nothing more to say", async () => {
      await standInForGh("17");
      await writeFile(join(work, "drift.md"), "");
      expect((await track()).code).to.equal(0);
      expect((await calls())[1]).to.match(/^gh issue close 17 --comment /);
    });

    it("does nothing where there is neither", async () => {
      await standInForGh("");
      expect((await track()).code).to.equal(0);
      expect(await calls()).to.have.length(1);
    });
  });
});
