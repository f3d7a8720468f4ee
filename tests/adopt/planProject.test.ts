import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { format } from "prettier";
import ts from "typescript";
import { readExistingProject } from "../../provider/dist/adopt/existingProject.js";
import { planProject, type ProjectFiles } from "../../provider/dist/adopt/planProject.js";
import { someTenant } from "./arbitraryTenant.ts";

const textsOf = (files: ProjectFiles): Map<string, string> =>
  new Map(
    [...files].flatMap(([path, content]) => (typeof content === "string" ? [[path, content]] : [])),
  );

describe("planProject", () => {
  it("writes programs that the formatter leaves as they are, whatever things are called", async () => {
    await fc.assert(
      fc.asyncProperty(someTenant, async (tenant) => {
        for (const [path, text] of textsOf(planProject(tenant, { projectName: "adopted" }))) {
          if (!/\.(ts|json|yaml)$/.test(path) || path === "import.json") continue;
          expect(text).to.equal(await format(text, { filepath: path }));
        }
      }),
    );
  });

  it("writes programs that compile under strict TypeScript, whatever things are called", async function () {
    this.timeout(120_000);
    const folder = await mkdtemp(join(tmpdir(), "intune-adopt-"));
    try {
      await symlink(
        join(import.meta.dirname, "..", "..", "node_modules"),
        join(folder, "node_modules"),
      );
      const tenants = fc.sample(someTenant, { numRuns: 25, seed: 1 });
      for (const [index, tenant] of tenants.entries())
        await writeProject(
          join(folder, `${index}`),
          planProject(tenant, { projectName: "adopted" }),
        );
      expect(compile(folder, tenants.length)).to.deep.equal([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("adds nothing to a project that has all of it already", () => {
    fc.assert(
      fc.property(someTenant, (tenant) => {
        const files = planProject(tenant, { projectName: "adopted" });
        const existing = readExistingProject(textsOf(files));
        expect(planProject(tenant, { projectName: "adopted", existing }).size).to.equal(0);
      }),
    );
  });

  it("adds what is new, and makes of it what it would have been from the start", () => {
    fc.assert(
      fc.property(someTenant, fc.nat(4), (tenant, index) => {
        const { configurations } = tenant;
        fc.pre(configurations.length > index);
        const before = {
          ...tenant,
          configurations: configurations.filter((_, at) => at !== index),
        };
        const files = textsOf(planProject(before, { projectName: "adopted" }));
        const existing = readExistingProject(files);
        const added = textsOf(planProject(tenant, { projectName: "adopted", existing }));
        const id = configurations[index]?.configuration.id ?? "";
        const merged = readExistingProject(new Map([...files, ...added]));
        expect(merged.adoptedIds.has(id)).to.equal(true);
        expect(merged.appNames.size).to.equal(configurations.length);
        for (const [path, text] of files)
          if (path.startsWith("apps/")) expect(added.get(path) ?? text).to.equal(text);
      }),
    );
  });
});

async function writeProject(folder: string, files: ProjectFiles): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** The compiler's complaints about all projects at once, with the settings of the first. */
function compile(folder: string, projects: number): string[] {
  const settings = ts.readConfigFile(join(folder, "0", "tsconfig.json"), (path) =>
    ts.sys.readFile(path),
  ).config as object;
  const { options } = ts.parseJsonConfigFileContent(settings, ts.sys, join(folder, "0"));
  const roots = Array.from({ length: projects }, (_, index) =>
    join(folder, `${index}`, "index.ts"),
  );
  return ts
    .getPreEmitDiagnostics(ts.createProgram(roots, options))
    .map(
      ({ messageText, file }) =>
        `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}
