import { existsSync } from "node:fs";
import { appendFile, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { addAdoptable } from "../adopt/addAdoptable.ts";
import { adopt } from "./runAdopt.ts";
import { withTenant } from "./runCli.ts";

describe("adopt --append", () => {
  it("adds with --append only what is new, and keeps what was changed by hand", () =>
    withTenant({}, async (bench) => {
      addAdoptable(bench.emulator);
      await adopt(bench);
      const edited = join(bench.folder, "mine", "apps", "moon.ts");
      await appendFile(edited, "// mine\n");
      const refused = await adopt(bench);
      expect(refused.exitCode).to.equal(1);
      expect(refused.stderr).to.match(
        /other files of these names: apps\/moon.ts\. Nothing was written.*--append/s,
      );
      bench.emulator.tenant.addConfiguration({ displayName: "Newcomer" });
      const { stdout } = await adopt(bench, "--append");
      expect(stdout).to.contain("apps/newcomer.ts").and.not.to.contain("apps/moon.ts");
      expect(await readFile(edited, "utf8")).to.contain("// mine");
      const index = await readFile(join(bench.folder, "mine", "index.ts"), "utf8");
      expect(index.split("\n").filter((line) => line.includes("newcomer"))).to.have.length(1);
    }));

  it("adds nothing to a project that is not there", () =>
    withTenant({}, async (bench) => {
      const { exitCode, stderr } = await adopt(bench, "--append");
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/There is no project in .*mine: leave out --append/);
      expect(existsSync(join(bench.folder, "mine"))).to.equal(false);
    }));

  it("refuses to add groups to a module that is not as it was generated", () =>
    withTenant({}, async (bench) => {
      addAdoptable(bench.emulator);
      await adopt(bench, "--name", "Moon");
      await writeFile(join(bench.folder, "mine", "groups.ts"), "export * from './others';\n");
      const { exitCode, stderr } = await adopt(bench, "--append");
      expect(exitCode).to.equal(1);
      expect(stderr).to.contain("groups.ts does not have the object `groups`");
      await rm(join(bench.folder, "mine", "groups.ts"));
      expect((await adopt(bench, "--append")).exitCode).to.equal(0);
    }));

  it("overwrites no profile that is there, also where its module was renamed or taken away", () =>
    withTenant({}, async (bench) => {
      const { tenant } = bench.emulator;
      addAdoptable(bench.emulator);
      await adopt(bench, "--name", "Field Service");
      const mine = join(bench.folder, "mine");
      const profile = join(mine, "profiles", "field-service.mobileprovision");
      const before = await readFile(profile);
      await rename(join(mine, "apps", "field-service.ts"), join(mine, "apps", "lorries.ts"));
      const expires = new Date(Date.now() + 200 * 24 * 60 * 60 * 1000);
      const add = (): string =>
        tenant.addConfiguration({
          displayName: "Field Service",
          payload: Buffer.from(makeProfile({ name: "Another", expires })).toString("base64"),
          payloadFileName: "another.mobileprovision",
          expirationDateTime: `${expires.toISOString().slice(0, 19)}Z`,
        }).id;
      const id = add();
      const { stdout } = await adopt(bench, "--append", "--ids", id);
      expect(stdout).to.contain(`apps/field-service-${id.slice(0, 8)}.ts`);
      expect(await readFile(profile)).to.deep.equal(before);
      await rm(join(mine, "apps", "lorries.ts"));
      const { stderr, exitCode } = await adopt(bench, "--append", "--ids", add());
      expect(exitCode).to.equal(1);
      expect(stderr).to.contain("profiles/field-service.mobileprovision. Nothing was written.");
      expect(await readFile(profile)).to.deep.equal(before);
    }));

  it("takes up a run that was broken off in a tenant that has changed since", () =>
    withTenant({}, async (bench) => {
      const { tenant } = bench.emulator;
      const { plainId, expiredId } = addAdoptable(bench.emulator);
      await adopt(bench);
      // Modules are written in the order of their names, the index after all of them.
      const mine = (path: string): string => join(bench.folder, "mine", path);
      for (const path of ["index.ts", "import.json", "apps/undated.ts", "tsconfig.json"])
        await rm(mine(path));
      await writeFile(mine(".gitignore"), "mine\n");
      tenant.removeConfiguration(plainId);
      const { id } = tenant.addConfiguration({ displayName: "Newcomer" });
      const { stdout, stderr } = await adopt(bench, "--append");
      expect(stdout).to.contain(`Gone: ${plainId}`).and.to.contain("pulumi stack init");
      expect(stdout, "all are in the import file").not.to.contain("leaves out");
      expect(stderr).not.to.contain("there is no such file");
      const index = await readFile(mine("index.ts"), "utf8");
      for (const [, module = ""] of index.matchAll(/"(.*)"/g))
        expect(existsSync(mine(`${module}.ts`)), module).to.equal(true);
      expect(index)
        .to.match(/moon/)
        .and.to.match(/undated/)
        .and.not.to.match(/field-service/);
      const imported = await readFile(mine("import.json"), "utf8");
      expect(imported).to.contain(id).and.to.contain(expiredId).and.not.to.contain(plainId);
      expect(existsSync(mine("tsconfig.json"))).to.equal(true);
      expect(await readFile(mine(".gitignore"), "utf8")).to.equal("mine\n");
      expect((await adopt(bench, "--append")).stdout).to.match(/Nothing to write[^]*Gone/);
    }));
});
