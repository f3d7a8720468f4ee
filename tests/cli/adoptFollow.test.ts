import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { adopt, readProject } from "./runAdopt.ts";
import { withTenant, type CliBench } from "./runCli.ts";

const groupTarget = (groupId: string) => ({
  "@odata.type": "#microsoft.graph.groupAssignmentTarget",
  groupId,
});

const expires = new Date(Date.now() + 200 * 24 * 60 * 60 * 1000);
const expirationDateTime = `${expires.toISOString().slice(0, 19)}Z`;
const renewed = Buffer.from(makeProfile({ name: "Renewed", expires })).toString("base64");

/** A tenant of these names, all given to one group, in a project. */
function openProject({ emulator: { tenant }, ...bench }: CliBench, names: readonly string[]) {
  const technicians = tenant.addGroup({ displayName: "Technicians" });
  const payload = Buffer.from(makeProfile({ expires })).toString("base64");
  const add = (displayName: string): string => {
    const { id } = tenant.addConfiguration({ displayName, payload, expirationDateTime });
    tenant.setAssignments(id, [groupTarget(technicians.id)]);
    return id;
  };
  const ids = names.map(add);
  const path = (file: string): string => join(bench.folder, "mine", file);
  return {
    ids,
    add,
    path,
    read: (file: string): Promise<string> => readFile(path(file), "utf8"),
    edit: async (file: string, from: string, to: string): Promise<void> => {
      const text = await readFile(path(file), "utf8");
      expect(text).to.contain(from);
      await writeFile(path(file), text.replace(from, to));
    },
  };
}

describe("adopt, after changes in the portal", () => {
  it("shows what differs, and writes it where nobody has edited the module", () =>
    withTenant({}, async (bench) => {
      const { tenant } = bench.emulator;
      const names = ["Set", "Name", "Profile", "Edited", "Mine", "Gone"];
      const { ids, add, path, read, edit } = openProject(bench, names);
      const [setId = "", nameId = "", profileId = "", editedId = "", , goneId = ""] = ids;
      await adopt(bench);

      await edit("apps/edited.ts", "payload:", 'description: "Ours",\n  payload:');
      await edit("apps/mine.ts", "payload:", 'description: "Ours",\n  payload:');
      const pilots = tenant.addGroup({ displayName: "Pilots" });
      tenant.setAssignments(setId, [groupTarget(pilots.id)]);
      tenant.updateConfiguration(nameId, { displayName: "Called otherwise" });
      tenant.updateConfiguration(profileId, { payload: renewed });
      tenant.updateConfiguration(editedId, { displayName: "Edited there" });
      tenant.removeConfiguration(goneId);
      add("Newcomer");

      const before = await readProject(bench);
      const shown = await adopt(bench, "--dry-run");
      expect([shown.exitCode, shown.stderr]).to.include(0);
      expect(await readProject(bench)).to.deep.equal(before);
      const { stdout, stderr, exitCode } = await adopt(bench, "--append");
      expect([exitCode, stderr]).to.include(0);
      for (const text of [shown.stdout, stdout]) {
        expect(text).to.match(/^New: "Newcomer" \(.*\) in apps\/newcomer\.ts$/m);
        expect(text).to.match(/^Changed: "Set" \(.*\) in apps\/set\.ts: who gets it$/m);
        expect(text).to.match(/^ +- .*target\.group\(groups\.technicians\)/m);
        expect(text).to.match(/^ +\+ .*target\.group\(groups\.pilots\)/m);
        expect(text).to.match(/^Changed: "Called otherwise" .*name\.ts: renamed$/m);
        expect(text).to.match(/^Changed: "Profile" .*: profile$/m);
        expect(text).to.match(/edited by hand, so left as it is: "Edited there"[^]*"Ours"/);
        expect(text).to.match(/^ +\+ {2}displayName: "Edited there",$/m);
        expect(text).to.match(new RegExp(`^Gone: ${goneId}, which apps/gone\\.ts declares`, "m"));
        expect(text).not.to.contain("apps/mine.ts");
        expect(text).not.to.match(/deadbeef|Not compared/);
      }
      expect(shown.stdout).to.contain("With --append, these files of");
      expect(stdout)
        .to.match(/pulumi refresh.*\n.*pulumi up.*\n/)
        .and.to.match(/before: 5 of 6 conf/);

      expect(await read("apps/set.ts")).to.contain("[target.group(groups.pilots)]");
      expect(await read("apps/name.ts")).to.match(/\("name", \{[^]*"Called otherwise"/);
      const profile = await readFile(path("profiles/profile.mobileprovision"));
      expect(profile.toString("base64")).to.equal(renewed);
      for (const module of ["edited", "mine", "gone"])
        expect(await read(`apps/${module}.ts`)).to.equal(
          Buffer.from(before.get(path(`apps/${module}.ts`)) ?? "", "latin1").toString(),
        );
      const imported = JSON.parse(await read("import.json")) as { resources: { name: string }[] };
      expect(imported.resources.map(({ name }) => name)).to.deep.equal(["newcomer", "newcomer"]);

      // Whoever takes the change over, with the first line, is asked no more.
      const [, checksums = ""] = /^ +\+(\/\/ adopt follows.*)$/m.exec(stdout) ?? [];
      await edit("apps/edited.ts", (await read("apps/edited.ts")).split("\n")[0] ?? "", checksums);
      await edit("apps/edited.ts", '"Edited"', '"Edited there"');
      await rm(path("apps/gone.ts"));
      const dead = await adopt(bench, "--append");
      expect(dead.stdout).to.contain("Nothing to write.");
      expect(dead.stderr).to.match(
        /^Warning: index\.ts imports "\.\/apps\/gone", and there is no/m,
      );
      await edit("index.ts", 'import "./apps/gone";\n', "");
      const last = await adopt(bench, "--append");
      expect(last.stderr).not.to.contain("Warning");
    }));

  it("leaves alone what the project has ahead of Intune, and what it may not see", () =>
    withTenant({}, async (bench) => {
      const { tenant } = bench.emulator;
      const { ids, path, read } = openProject(bench, ["Ahead", "Hidden", "Moved"]);
      const [aheadId = "", hiddenId = ""] = ids;
      await adopt(bench);
      const ours = "a profile that no up has sent yet";
      await writeFile(path("profiles/ahead.mobileprovision"), ours);
      const ahead = await adopt(bench, "--append");
      expect(ahead.stdout).to.contain("Nothing to write.");

      tenant.updateConfiguration(aheadId, { payload: renewed });
      tenant.updateConfiguration(hiddenId, { payload: Buffer.from("none").toString("base64") });
      await rm(path("apps/moved.ts"));
      await appendFile(path("index.ts"), `const id = "${ids[2]}";\n`);
      const before = await readProject(bench);
      const { stdout } = await adopt(bench, "--append");
      expect(stdout).to.match(/left as it is: "Ahead"[^]*another profile than profiles\/ahead/);
      expect(stdout).to.match(
        /^Left as it is, because not all .* "Hidden" .* in apps\/hidden\.ts/m,
      );
      expect(await readProject(bench)).to.deep.equal(before);
      expect(await read("profiles/ahead.mobileprovision")).to.equal(ours);
    }));
});
