import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { addAdoptable } from "../adopt/addAdoptable.ts";
import { secretsProvider } from "../engine/vault.ts";
import { openHostFolder, type HostProject } from "./hostProject.ts";
import { installByNpm } from "./installations.ts";

describe("the project that adopt writes, run from its files", () => {
  let project: HostProject;

  before(async () => {
    project = await openHostFolder({ installation: await installByNpm() });
    addAdoptable(project.tenant.emulator, 0);
    await project.succeed("npx", "pulumi-intune-provisioning", "adopt", "--output", ".");
    await project.succeed("pulumi", "stack", "init", "dev", "--secrets-provider", secretsProvider);
  });
  after(() => project.close());

  const takeWrites = (): string[] =>
    project.tenant.takeRequests().filter((request) => !request.startsWith("GET"));

  it("takes the tenant over without a write", async () => {
    expect(await project.up()).to.match(/^ {4}\+ 11 created$/m);
    expect(takeWrites()).to.deep.equal([]);
  });

  // Pulumi compiles the edited module alone: the others are in its cache, and this one imports none of them.
  it("runs again after one of its modules was edited", async () => {
    const path = "apps/last-year-s.ts";
    const module = await readFile(join(project.folder, path), "utf8");
    const declaration = `displayName: "Last year's",`;
    expect(module).to.contain(declaration);
    await project.write({
      [path]: module.replace(declaration, `${declaration} description: "Edited",`),
    });
    expect(await project.up()).to.match(/^ {4}~ 1 updated$/m);
    expect(takeWrites()).to.have.length(1);
  });
});
