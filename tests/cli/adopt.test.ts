import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { seedTenant } from "intune-graph-emulator";
import { parse } from "yaml";
import { addAdoptable } from "../adopt/addAdoptable.ts";
import { adopt, readProject } from "./runAdopt.ts";
import { runCli, withTenant, type CliBench } from "./runCli.ts";

const writesOf = ({ emulator }: CliBench): string[] =>
  emulator.requests
    .filter(({ method, path }) => method !== "GET" && path.startsWith("/beta/"))
    .map(({ method, path }) => `${method} ${path}`);

describe("adopt", () => {
  it("writes a project of everything, warns of what is odd, and writes nothing to Graph", () =>
    withTenant({}, async (bench) => {
      const odd = addAdoptable(bench.emulator);
      const { stdout, stderr, exitCode } = await adopt(bench);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.contain("Found 9 configurations. Wrote to");
      expect(stdout).to.contain("pulumi up");
      expect(stderr).to.match(
        /"Broken" .* itself cannot be managed, only who gets it\. Its payload is /,
      );
      expect(stderr).to.match(
        /"Undated" .*Its expirationDateTime in Intune is null, but the profile says/,
      );
      expect(stderr).to.contain(`assigned to the group deadbeef-0000-4000-8000-00000000dead`);
      expect(stderr).to.match(
        /"Moon" .* cannot be declared and is left alone: .*moonAssignmentTarget/,
      );
      expect(stderr).to.contain(`(${odd.expiredId}) has a profile that has expired`);
      expect(writesOf(bench)).to.deep.equal([]);
      const moon = await readFile(join(bench.folder, "mine", "apps", "moon.ts"), "utf8");
      expect(moon).to.match(/WARNING[^]*moonAssignmentTarget[^]*mode: "additive"/);
    }));

  it("takes over all that the emulator's command shows, profiles and assignments", () =>
    withTenant({}, async (bench) => {
      const { configurations } = seedTenant(bench.emulator.tenant);
      const { stdout, stderr, exitCode } = await adopt(bench);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.contain(`Found ${configurations.length} configurations.`);
      expect(stderr).not.to.match(/cannot be|expired|not found/);
      const files = await readProject(bench);
      for (const { id, payload } of configurations) {
        expect([...files.values()].join()).to.contain(`adoptId: "${id}"`);
        expect([...files.values()]).to.include(Buffer.from(payload, "base64").toString("latin1"));
      }
    }));

  it("says how the first update of a large tenant is faster", () =>
    withTenant({}, async (bench) => {
      addAdoptable(bench.emulator, 94);
      const output = join(bench.folder, "mine");
      const { stdout } = await bench.run(["adopt", "--output", output]);
      expect(stdout).to.contain("\n  PULUMI_SKIP_CHECKPOINTS=true pulumi up --parallel 32\n");
    }));

  it("changes nothing when run again, with --append as well", () =>
    withTenant({}, async (bench) => {
      addAdoptable(bench.emulator);
      await adopt(bench);
      const before = await readProject(bench);
      const again = await adopt(bench);
      expect(again.stdout).to.contain("Nothing to write.");
      const appended = await adopt(bench, "--append");
      expect(appended.stdout).to.contain("Nothing to write.");
      expect(await readProject(bench)).to.deep.equal(before);
    }));

  it("says before it reads that there can be no such folder", () =>
    withTenant({}, async (bench) => {
      await writeFile(join(bench.folder, "mine"), "a file");
      for (const output of ["mine", "mine/deeper"]) {
        const path = join(bench.folder, output);
        const { exitCode, stderr } = await bench.run(["adopt", "--output", path]);
        expect(stderr).to.match(/^Cannot write into .*mine: it is no folder\.\n$/);
        expect(exitCode).to.equal(1);
      }
      expect(bench.emulator.requests).to.deep.equal([]);
    }));

  it("takes only what is asked for, by part of the name and by id", () =>
    withTenant({}, async (bench) => {
      const { plainId } = addAdoptable(bench.emulator);
      const { id } = bench.emulator.tenant.addConfiguration({
        displayName: "The\u00a0Fie\u200bld",
      });
      for (const [name, found] of [
        ["FIELD", "Found 5"],
        ["the\u2007field", "Found 1"],
      ] as const)
        expect((await adopt(bench, "--name", name, "--dry-run")).stdout).to.contain(found);
      bench.emulator.tenant.removeConfiguration(id);
      const { stdout } = await adopt(bench, "--ids", plainId.toUpperCase(), "--dry-run");
      expect(stdout).to.contain("Found 1").and.to.contain("apps/field-service.ts");
      expect(existsSync(join(bench.folder, "mine"))).to.equal(false);
    }));

  it("looks groups up by name where the name is unique, and keeps the others' ids", () =>
    withTenant({}, async (bench) => {
      addAdoptable(bench.emulator);
      await adopt(bench, "--groups", "look-up");
      const groups = await readFile(join(bench.folder, "mine", "groups.ts"), "utf8");
      expect(groups).to.match(/technicians: getGroupOutput\(\{\s*displayName: "Technicians"/);
      expect(groups).to.match(/\/\/ Twins\s*twins_?\w+:\s*"/);
      expect(groups).to.match(/\/\/ no longer exists\s*deleted/);
    }));

  it("looks no group up by a name that it does not have, or may not be shown", () =>
    withTenant({}, async (bench) => {
      const { tenant } = bench.emulator;
      const { plainId } = addAdoptable(bench.emulator);
      const { id } = tenant.addGroup({ displayName: "" });
      tenant.setAssignments(plainId, [
        { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: id },
      ]);
      await adopt(bench, "--groups", "look-up", "--ids", plainId);
      const groups = await readFile(join(bench.folder, "mine", "groups.ts"), "utf8");
      expect(groups).to.contain(`group: "${id}"`).and.not.to.contain("getGroupOutput");
    }));

  it("fails where an id is not there, and adopts the others with --continue", () =>
    withTenant({}, async (bench) => {
      const { plainId } = addAdoptable(bench.emulator);
      const gone = "deadbeef-0000-4000-8000-00000000dead";
      const failed = await adopt(bench, "--ids", `${plainId},${gone}`);
      expect(failed.stderr).to.contain(`--ids: there is no configuration ${gone}. Nothing was`);
      expect(failed.stderr).not.to.contain(plainId);
      expect(failed.exitCode).to.equal(1);
      expect(existsSync(join(bench.folder, "mine"))).to.equal(false);
      const { stdout, stderr, exitCode } = await adopt(
        bench,
        ...["--ids", `${plainId},${gone}`, "--continue"],
      );
      expect(stderr).to.match(new RegExp(`^Warning: Missing: ${gone}\\. The list has no`, "mu"));
      expect(stdout).to.contain("Found 1 configuration. ");
      expect(exitCode).to.equal(4);
    }));

  it("leaves out a configuration that is deleted while it reads, and names it", () =>
    withTenant({}, async (bench) => {
      const { plainId } = addAdoptable(bench.emulator);
      bench.emulator.script({
        path: `${plainId}/assignments`,
        run: () => {
          bench.emulator.tenant.removeConfiguration(plainId);
        },
      });
      const { stdout, stderr } = await adopt(bench, "--dry-run");
      expect(stdout, stderr).to.contain("Found 8 configurations.");
      expect(stderr).to.contain(
        `Left out, since it was deleted meanwhile: "Field Service" (${plainId}).\n`,
      );
    }));

  for (const path of ["", "/assignments", "/groupAssignments"]) {
    it(`leaves nothing out after one 404 to GET {id}${path}`, () =>
      withTenant({}, async (bench) => {
        const { plainId } = addAdoptable(bench.emulator);
        const fault = new RegExp(`${plainId}${path}$`);
        bench.emulator.script({ path: fault, respond: { status: 404 } });
        const { stdout, stderr } = await adopt(bench, "--dry-run");
        expect(stdout, stderr).to.contain("Found 9 configurations.");
        expect(stderr).not.to.contain("Left out");
      }));
  }

  it("warns in one line of what a name holds, without what a terminal obeys", () =>
    withTenant({}, async (bench) => {
      bench.emulator.tenant.addConfiguration({
        displayName: "A\u009b31m\u202eB\nWarning: C",
        payload: Buffer.from("no profile").toString("base64"),
      });
      const { stderr } = await adopt(bench, "--dry-run");
      expect(stderr).not.to.match(/[\u0080-\u009f\u202e]/u);
      expect(stderr.match(/^Warning: /gmu)).to.have.length(1);
    }));

  it("writes the whole project also where nobody reads what it tells meanwhile", () =>
    withTenant({}, async (bench) => {
      addAdoptable(bench.emulator);
      const mine = join(bench.folder, "mine");
      const { exitCode, stdout } = await bench.runUnheard(["adopt", "--output", mine]);
      expect([exitCode, stdout]).to.deep.include(0);
      expect((await adopt(bench)).stdout).to.contain("Nothing to write.");
    }));

  for (const [folder, name] of [
    ["2027", "2027"],
    ["true", "true"],
    [".intune", "intune"],
    ["現場", "intune"],
    ["Äpfel Müller", "Apfel-Muller"],
  ] as const) {
    it(`gives a project in the folder ${folder} a name that Pulumi and npm take`, () =>
      withTenant({}, async (bench) => {
        const path = join(bench.folder, folder);
        await bench.run(["adopt", "--output", path]);
        const project = parse(await readFile(join(path, "Pulumi.yaml"), "utf8")) as object;
        expect(project).to.include({ name });
        const manifest = await readFile(join(path, "package.json"), "utf8");
        expect(JSON.parse(manifest)).to.include({ name });
      }));
  }

  it("writes a project for another package manager, with the package from another place", () =>
    withTenant({}, async (bench) => {
      bench.emulator.tenant.addConfiguration();
      const path = join(bench.folder, "mine");
      const spec = "file:../pulumi-intune-provisioning-0.1.0.tgz";
      const options = ["--output", path, "--package-manager", "pnpm", "--package", spec];
      const { stdout } = await bench.run(["adopt", ...options]);
      expect(stdout).to.contain("\n  pnpm install\n");
      expect(await readFile(join(path, "Pulumi.yaml"), "utf8")).to.contain("packagemanager: pnpm");
      const manifest = JSON.parse(await readFile(join(path, "package.json"), "utf8")) as object;
      expect(manifest).to.have.nested.property("dependencies.pulumi-intune-provisioning", spec);
    }));

  const wrong: [options: string[], message: RegExp][] = [
    [[], /required option '--output <FOLDER>' not specified/],
    [
      ["--output", "x", "--ids", "Field Service"],
      /--ids .* 'Field Service' is invalid\. It takes GUIDs/,
    ],
    [["--output", "x", "--groups", "names"], /--groups .* Allowed choices are constants, look-up/],
    [["--output", "x", "--project", "a/b"], /--project .* It takes letters/],
    [["--output", "x", "--name", ""], /--name <TEXT>' needs a value/],
    [["--output", "x", "--all"], /unknown option '--all'/],
  ];
  for (const [options, message] of wrong) {
    it(`refuses ${options.join(" ") || "no options"}`, async () => {
      const { exitCode, stderr } = await runCli(["adopt", ...options]);
      expect(exitCode).to.equal(2);
      expect(stderr).to.match(message);
    });
  }
});
