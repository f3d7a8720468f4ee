import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { addAdoptable } from "../adopt/addAdoptable.ts";
import { adopt } from "./runAdopt.ts";
import { runCli, withTenant } from "./runCli.ts";

const scopeTags = /scope tags of the identity .* tenant and the cloud are the right ones/u;

describe("a tenant that shows nothing", () => {
  it("gives an empty report with a warning", () =>
    withTenant({}, async ({ run }) => {
      const { stdout, stderr, exitCode } = await run(["report", "--fail-when-expiring"]);
      expect(stdout).to.contain("0 profiles");
      expect(stderr)
        .to.match(/^Warning: Found no configurations\. /mu)
        .and.match(scopeTags);
      expect(exitCode).to.equal(0);
    }));

  it("gives a project that promises nothing, with a warning", () =>
    withTenant({}, async (bench) => {
      const { stdout, stderr, exitCode } = await adopt(bench);
      expect(stderr)
        .to.match(/^Warning: Found no configurations\. /mu)
        .and.match(scopeTags);
      expect(stdout).to.contain("which declares nothing").and.not.to.contain("takes everything");
      expect(exitCode).to.equal(0);
    }));

  it("fails either with --at-least, and nothing is written", () =>
    withTenant({}, async (bench) => {
      const file = join(bench.folder, "report.html");
      const runs = [
        await adopt(bench, "--at-least", "1"),
        await bench.run(["report", "--at-least", "1", "--output", file]),
      ];
      for (const { stdout, stderr, exitCode } of runs) {
        expect(stderr).to.match(/^Found 0 configurations, fewer than the 1 of --at-least\. /mu);
        expect(stderr).to.match(scopeTags);
        expect([stdout, exitCode]).to.deep.equal(["", 1]);
      }
      expect([file, join(bench.folder, "mine")].map(existsSync)).to.deep.equal([false, false]);
    }));

  it("says by --name and --ids that they fit nothing, and writes nothing", () =>
    withTenant({}, async (bench) => {
      addAdoptable(bench.emulator);
      const id = "deadbeef-0000-4000-8000-00000000dead";
      for (const [options, words] of [
        [["--name", "nobody"], "--name fits nothing. None of 9 configurations fits"],
        [["--ids", id], "--ids fits nothing. None of 9 configurations fits"],
        [["--ids", id, "--continue"], "--ids fits nothing."],
      ] as const) {
        const { stderr, exitCode } = await adopt(bench, ...options);
        expect(stderr).to.contain(words);
        expect(exitCode).to.equal(1);
      }
      expect(existsSync(join(bench.folder, "mine"))).to.equal(false);
    }));
});

describe("--at-least", () => {
  it("lets as many pass", () =>
    withTenant({}, async ({ emulator, run }) => {
      emulator.tenant.addConfiguration({ displayName: "Only" });
      expect((await run(["report", "--at-least", "1"])).exitCode).to.equal(0);
      expect((await run(["report", "--at-least", "2"])).exitCode).to.equal(1);
    }));

  for (const value of ["0", "some", "1.5"])
    it(`refuses ${value}`, async () => {
      const { stderr, exitCode } = await runCli(["report", "--at-least", value]);
      expect(stderr).to.contain(
        `argument '${value}' is invalid. It must be a whole number from 1.`,
      );
      expect(exitCode).to.equal(2);
    });
});

describe("groups whose names are null", () => {
  it("are not readable, in a report and in a project, and not deleted", () =>
    withTenant({}, async (bench) => {
      const { tenant } = bench.emulator;
      const { plainId } = addAdoptable(bench.emulator);
      const { id } = tenant.addGroup({ displayName: null as unknown as string });
      tenant.setAssignments(plainId, [
        { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: id },
      ]);
      const { stderr } = await adopt(bench, "--ids", plainId);
      expect(stderr).to.contain(`Warning: Graph does not show the names of these groups: ${id}.`);
      const groups = await readFile(join(bench.folder, "mine", "groups.ts"), "utf8");
      expect(groups).to.match(new RegExp(`// name not readable\\s+\\w+: "${id}"`, "u"));
      const { stdout } = await bench.run(["report"]);
      expect(stdout).to.contain(`group ${id} (name not readable)`);
    }));
});

describe("adopt --continue", () => {
  it("adopts the rest where Graph refuses one, lists that by id and reason, and exits with 4", () =>
    withTenant({}, async (bench) => {
      const { plainId } = addAdoptable(bench.emulator);
      const respond = { status: 403 };
      bench.emulator.script({ path: `${plainId}/assignments`, respond, times: 1000 });
      const failed = await adopt(bench);
      expect(failed.exitCode).to.equal(1);
      expect(existsSync(join(bench.folder, "mine"))).to.equal(false);
      const { stdout, stderr, exitCode } = await adopt(bench, "--continue");
      expect(stdout).to.contain("Found 8 configurations");
      expect(stderr).to.match(
        new RegExp(`^Warning: Missing: ${plainId} "Field Service"\\. .* 403 `, "mu"),
      );
      expect(exitCode).to.equal(4);
      const index = await readFile(join(bench.folder, "mine", "import.json"), "utf8");
      expect(index).not.to.contain(plainId);
    }));

  it("takes groups whose names it may not read by their ids, and never for deleted", () =>
    withTenant({}, async (bench) => {
      addAdoptable(bench.emulator);
      bench.emulator.script({ path: "/beta/groups", respond: { status: 403 }, times: 1000 });
      expect((await adopt(bench)).exitCode).to.equal(1);
      const { stderr, exitCode } = await adopt(bench, "--continue");
      expect(exitCode).to.equal(4);
      expect(stderr).to.match(
        /^Warning: Missing: the names of groups\. Cannot .*deadbeef-.* 403 /mu,
      );
      const groups = await readFile(join(bench.folder, "mine", "groups.ts"), "utf8");
      expect(groups).to.contain("// name not readable").and.not.to.contain("no longer exists");
    }));

  it("fails where Graph refuses all", () =>
    withTenant({}, async (bench) => {
      addAdoptable(bench.emulator);
      bench.emulator.script({ path: "/assignments", respond: { status: 403 }, times: 1000 });
      const args = ["adopt", "--output", join(bench.folder, "mine"), "--continue"];
      expect((await bench.runProcess(args)).exitCode).to.equal(1);
    }));
});
