import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { globSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { runScript, type ScriptRun } from "../engine/runScript.ts";

const folder = join(import.meta.dirname, "..", "..", "examples", "github-actions");
const files = globSync(join(folder, ".github", "workflows", "*.yml"));

interface Job {
  permissions?: Record<string, string>;
  environment?: string;
  if?: string;
  steps: { name?: string; uses?: string; run?: string; env?: Record<string, string> }[];
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
    // Called by other scripts.
    const inner = ["scripts/basis.sh", "scripts/skip-checkpoints.sh"];
    const there = globSync("scripts/*.sh", { cwd: folder });
    expect(new Set([...called, ...inner])).to.deep.equal(new Set(there));
  });

  it("names every artifact for its attempt, and hands the name from job to job", () => {
    for (const file of files) {
      const text = readFileSync(file, "utf8");
      const names = text.match(/^ {10}name: .*$/gm) ?? [];
      for (const name of names) expect(name, file).to.contain("${{ github.run_attempt }}");
      for (const line of text.match(/^.*gh run download.*$/gm) ?? [])
        expect(line, file).to.contain('--name "$ARTIFACT"');
    }
    const { apply } = load(join(folder, ".github/workflows/apply.yml")).jobs;
    expect(JSON.stringify(apply)).to.contain("needs.plan.outputs.artifact");
    expect(JSON.stringify(apply)).to.contain(
      'apply.sh production plan/plan.json \\"$PLAN_SHA256\\"',
    );
  });

  it("asks for a second approval where something is removed, and applies nothing without it", () => {
    const { apply, removals } = load(join(folder, ".github/workflows/apply.yml")).jobs;
    expect(removals).to.deep.include({
      if: "needs.plan.outputs.changes == 'removes'",
      environment: "intune-removals",
      permissions: {},
    });
    expect(apply).to.deep.include({ needs: ["plan", "removals"] });
    expect(apply?.if).to.contain(
      "needs.plan.outputs.changes == 'removes' && needs.removals.result == 'success'",
    );
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
    await writeFile(file, `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> "${work}/calls"\n${body}\n`);
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
  /** `gh`, which finds these rows of tab-separated values, and keeps what is sent. */
  const standInForGh = async (...rows: (readonly string[])[]): Promise<void> => {
    await writeFile(join(work, "rows"), rows.map((row) => `${row.join("\t")}\n`).join(""));
    await standIn(
      "gh",
      `case "$1 $2" in "issue list"|"api --paginate") cat "${work}/rows" ;; esac
       for argument; do case "$argument" in */tmp.*) cp "$argument" "${work}/sent" ;; esac; done`,
    );
  };

  describe("track-issue.sh", () => {
    const marker = "<!-- pulumi-intune-provisioning: drift: Drift -->";
    const track = (): Promise<ScriptRun> => run("track-issue.sh", "drift", "Drift", "drift.md");

    it("opens an issue where there is none of its own, whatever else has the label", async () => {
      await standInForGh(["12", "A drift of mine"], ["13", marker.replace("Drift", "Other")]);
      await writeFile(join(work, "drift.md"), "a group is gone");
      expect((await track()).code).to.equal(0);
      const [, label, create] = await calls();
      expect(label).to.equal("gh label create drift --force");
      expect(create).to.match(/^gh issue create --label drift --title Drift --body-file /);
      expect(await readFile(join(work, "sent"), "utf8")).to.equal(`${marker}\na group is gone`);
    });

    it("updates the one that is its own", async () => {
      await standInForGh(["12", "A drift of mine"], ["17", marker]);
      await writeFile(join(work, "drift.md"), "a group is gone");
      expect((await track()).code).to.equal(0);
      expect((await calls()).slice(1).join()).to.match(/^gh issue edit 17 --body-file \S+$/);
      expect(await readFile(join(work, "sent"), "utf8")).to.equal(`${marker}\na group is gone`);
    });

    it("closes it when there is nothing more to say", async () => {
      await standInForGh(["17", marker]);
      await writeFile(join(work, "drift.md"), "");
      expect((await track()).code).to.equal(0);
      expect((await calls())[1]).to.match(/^gh issue close 17 --comment /);
    });

    it("does nothing where there is neither", async () => {
      await standInForGh(["12", "A drift of mine"]);
      expect((await track()).code).to.equal(0);
      expect(await calls()).to.have.length(1);
    });
  });

  describe("the comment on a pull request", () => {
    const { comment } = load(join(folder, ".github/workflows/preview.yml")).jobs;
    const step = comment?.steps.find(({ name = "" }) => name.startsWith("Comment"));
    const marker = step?.env?.["MARKER"] ?? "";

    /** Runs the step as a runner does, and answers its last call. */
    const send = async (): Promise<string> => {
      await writeFile(join(work, "step.sh"), `set -eo pipefail\n${step?.run ?? ""}`);
      await writeFile(join(work, "preview.md"), "Removals: 1.");
      const { code, text } = await runScript(join(work, "step.sh"), {
        folder: work,
        environment: {
          PATH: [work, process.env["PATH"]].join(delimiter),
          GH_REPO: "contoso/intune",
          NUMBER: "5",
          MARKER: marker,
        },
      });
      expect(code, text).to.equal(0);
      expect(await readFile(join(work, "comment.md"), "utf8")).to.equal(`${marker}\nRemovals: 1.`);
      return (await calls()).at(-1) ?? "";
    };

    it("is a new one where none is of the workflow, though others wrote its mark", async () => {
      await standInForGh(["1", "mallory", marker], ["2", "github-actions[bot]", "A report"]);
      expect(await send()).to.equal(
        "gh api --method POST repos/contoso/intune/issues/5/comments --field body=@comment.md --silent",
      );
    });

    it("is the former one of the workflow, though others came after it", async () => {
      const own = ["7", "github-actions[bot]", marker];
      await standInForGh(["1", "mallory", marker], own, ["9", "github-actions[bot]", "A report"]);
      expect(await send()).to.equal(
        "gh api --method PATCH repos/contoso/intune/issues/comments/7 --field body=@comment.md --silent",
      );
    });
  });
});
