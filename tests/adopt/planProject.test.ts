import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { format } from "prettier";
import ts from "typescript";
import {
  findDeadImports,
  readExistingProject,
  type ExistingProject,
} from "../../provider/dist/adopt/existingProject.js";
import {
  planProject as makePlan,
  type ProjectPlan,
} from "../../provider/dist/adopt/planProject.js";
import type { AdoptableTenant } from "../../provider/dist/adopt/adoptableTenant.js";
import type { ProjectFiles } from "../../provider/dist/adopt/projectFiles.js";
import { someTenant } from "./arbitraryTenant.ts";

const planProject = (
  tenant: AdoptableTenant,
  { projectName, existing }: { projectName: string; existing?: ExistingProject },
): ProjectFiles => makePlan(tenant, { projectName }, existing).files;

const textsOf = (files: ProjectFiles): Map<string, string> =>
  new Map(
    [...files].flatMap(([path, content]) => (typeof content === "string" ? [[path, content]] : [])),
  );

/** What a command that adds to a project reads of it. */
const modulesOf = (files: ProjectFiles): Map<string, string> =>
  new Map([...textsOf(files)].filter(([path]) => path.endsWith(".ts")));

/** The same, with the profiles. */
const sourcesOf = (files: ProjectFiles): ProjectFiles =>
  new Map([...files].filter(([path]) => path.endsWith(".ts") || path.startsWith("profiles/")));

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

  it("formats what is wider on a screen than it has characters, and the reverse", async () => {
    for (const displayName of wideNames) {
      const planned = planProject(tenantOf({ displayName }), { projectName: "adopted" });
      for (const [path, text] of textsOf(planned)) {
        if (path.endsWith(".ts")) expect(text).to.equal(await format(text, { filepath: path }));
      }
    }
  });

  it("shows in a program what would turn its lines round for a reader", () => {
    const files = planProject(tenantOf({ displayName: "A\u202eB\u2028C" }), { projectName: "p" });
    expect([...textsOf(files).values()].join("")).to.contain('"A\\u202eB\\u2028C"');
  });

  it("adds what a project only speaks of, without managing it", () => {
    const [found, other] = [tenantOf({}), tenantOf({}, "22222222-0000-4000-8000-000000000000")];
    const otherId = other.configurations[0]?.configuration.id ?? "";
    const before = tenantOf({ description: `Comes after ${otherId}.` });
    const existing = readExistingProject(modulesOf(planProject(before, { projectName: "p" })));
    const tenant = {
      ...found,
      configurations: [...before.configurations, ...other.configurations],
    };
    expect(textsOf(planProject(tenant, { projectName: "p", existing })).get("import.json"))
      .to.contain(otherId)
      .and.not.to.contain(`"id": "${found.configurations[0]?.configuration.id}"`);
  });

  it("can be continued wherever adding to a project was broken off, in a tenant that has changed", () => {
    fc.assert(
      fc.property(
        ...[someTenant, fc.nat(4), fc.nat(20), fc.nat(5), fc.boolean()],
        (tenant, kept, written, gone, isNew) => {
          const add = (tenant: AdoptableTenant, files?: ProjectFiles): ProjectPlan =>
            makePlan(
              tenant,
              { projectName: "adopted" },
              files && readExistingProject(sourcesOf(files)),
            );
          const before = { ...tenant, configurations: tenant.configurations.slice(0, kept) };
          const project = isNew ? undefined : add(before).files;
          const half = new Map([
            ...(project ?? []),
            ...[...add(tenant, project).files].slice(0, written),
          ]);
          const configurations = tenant.configurations.filter((_, index) => index !== gone);
          const { files, imported } = add({ ...tenant, configurations }, half);
          const whole = new Map([...half, ...files]);
          const texts = textsOf(whole);
          const { adoptedIds, modules } = readExistingProject(sourcesOf(whole));
          expect([...whole.keys()]).to.include.members(["Pulumi.yaml", "package.json"]);
          for (const { configuration } of configurations)
            expect(adoptedIds.has(configuration.id)).to.equal(true);
          const lines = (texts.get("index.ts") ?? "").split("\n");
          expect(new Set(lines).size).to.equal(lines.length);
          const ran = (textsOf(half).get("index.ts") ?? "").split("\n");
          const importedIds = imported.map(({ found }) => found.configuration.id);
          for (const { configuration } of configurations) {
            const path = modules.get(configuration.id)?.path ?? "";
            const line = `import "./${path.replace(/\.ts$/, "")}";`;
            expect(lines).to.include(line);
            // No state can have what no index has imported yet.
            expect(importedIds.includes(configuration.id)).to.equal(!ran.includes(line));
          }
          for (const [path, text] of texts) {
            const payload = path.startsWith("apps/") && /payload: "([^"]+)"/.exec(text)?.[1];
            if (payload) expect([...whole.keys()]).to.include(payload);
          }
          expect(findDeadImports(whole)).to.deep.equal([]);
          expect(add({ ...tenant, configurations }, whole).files.size).to.equal(0);
        },
      ),
    );
  });

  describe("adds groups to a module that was edited by hand", () => {
    const groupId = "a08ff49b-6f77-4263-8716-c43069c43a8c";
    const added = "b08ff49b-6f77-4263-8716-c43069c43a8c";
    const rows: [what: string, groups: string, expected: RegExp][] = [
      [
        "in another style",
        `export const groups = {\n\ttechnicians: '${groupId.toUpperCase()}'\n}\n`,
        /^export const groups = \{\n\ttechnicians: '[^']+',\n {2}\/\/ Pilots\n {2}pilots: "b08[^"]+",\n\}\n$/,
      ],
      [
        "with something after it",
        `export const groups = {\n  technicians: "${groupId}",\n} as const;\n\nexport const others = {\n  a: 1,\n};\n`,
        /pilots: "b08[^"]+",\n\} as const;\n\nexport const others = \{\n {2}a: 1,\n\};\n$/,
      ],
      [
        "with a key of its own",
        `const ring = "";\nexport const groups = {\n  pilots: ring,\n  technicians: "${groupId}", // all\n};\n`,
        /pilots: ring,\n.*\/\/ all\n {2}\/\/ Pilots\n {2}pilots_?b08ff49b: "b08[^"]+",\n\};\n$/i,
      ],
      [
        "with nothing in it",
        `export const groups = {};\n`,
        /^export const groups = \{\n(?: {2}.*\n){4}\};\n$/,
      ],
    ];
    for (const [what, groups, expected] of rows) {
      it(what, () => {
        const tenant = tenantOf({ groupIds: [groupId, added] });
        const existing = readExistingProject(new Map([["groups.ts", groups]]));
        const files = textsOf(planProject(tenant, { projectName: "p", existing }));
        expect(files.get("groups.ts")).to.match(expected);
        const app = [...files].find(([path]) => path.startsWith("apps/"))?.[1];
        expect(app)
          .to.match(/groups\.technicians\b/)
          .and.to.match(/groups\.pilots/);
      });
    }

    it("that imports the look-up in another way", () => {
      const groups = `import { getGroup, getGroupOutput } from 'pulumi-intune-provisioning'\n\nexport const groups = {\n}\n`;
      const tenant = { ...tenantOf({ groupIds: [added] }), distinctGroupIds: new Set([added]) };
      const existing = readExistingProject(new Map([["groups.ts", groups]]));
      const text = textsOf(planProject(tenant, { projectName: "p", existing })).get("groups.ts");
      expect(text?.match(/^import /gm)).to.have.length(1);
      expect(text).to.contain("pilots: getGroupOutput(");
    });
  });

  it("adds what is new to an index that was edited by hand, each module once", () => {
    const [field, depot] = [
      tenantOf({ displayName: "Field" }),
      tenantOf({ displayName: "Depot" }, "22222222-0000-4000-8000-000000000000"),
    ];
    const tenant = {
      ...field,
      configurations: [...field.configurations, ...depot.configurations],
    };
    const index = `// import "./apps/depot";\nimport './apps/field'`;
    const existing = readExistingProject(new Map([["index.ts", index]]));
    const files = textsOf(planProject(tenant, { projectName: "p", existing }));
    expect(files.get("index.ts")).to.equal(`${index}\nimport "./apps/depot";\n`);
  });

  for (const ending of [".js", ".ts", ""])
    it(`ends imports of modules with "${ending}" where the index does, and follows Intune there`, () => {
      const sources = new Map([
        ["index.ts", `import "./data.js";\nimport "./own${ending}";\n`],
        ["own.ts", ""],
      ]);
      const groupIds = ["aaaaaaaa-0000-4000-8000-000000000000"];
      const before = tenantOf({ displayName: "Field", groupIds });
      const add = (tenant: AdoptableTenant): ProjectPlan =>
        makePlan(tenant, { projectName: "p" }, readExistingProject(sources));
      for (const [path, text] of modulesOf(add(before).files)) sources.set(path, text);
      expect(sources.get("index.ts")).to.contain(`import "./apps/field${ending}";\n`);
      expect(sources.get("apps/field.ts")).to.contain(`from "../groups${ending}";\n`);
      expect(add(before).changes).to.deep.equal([]);
      const { changes } = add(tenantOf({ displayName: "Field", description: "New", groupIds }));
      expect(changes.map(({ kind }) => kind)).to.deep.equal(["renewed"]);
    });

  it("adds nothing to a project that has all of it already", () => {
    fc.assert(
      fc.property(someTenant, (tenant) => {
        const files = planProject(tenant, { projectName: "adopted" });
        const existing = readExistingProject(modulesOf(files));
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
        const files = modulesOf(planProject(before, { projectName: "adopted" }));
        const existing = readExistingProject(files);
        const added = modulesOf(planProject(tenant, { projectName: "adopted", existing }));
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

const wideNames = [
  "現場サービス".repeat(6),
  "👨‍👩‍👧‍👦".repeat(7),
  "e\u0301".repeat(40),
  "ｆｉｅｌｄ ".repeat(7),
  "🇩🇪 ".repeat(15),
  "नमस्ते ".repeat(9),
];

interface TenantParts {
  displayName?: string;
  description?: string;
  groupIds?: readonly string[];
}

/** A tenant of one configuration; its groups are called Technicians and Pilots. */
function tenantOf(
  { displayName = "Field", description, groupIds = [] }: TenantParts,
  id = "11111111-0000-4000-8000-000000000000",
): AdoptableTenant {
  const configuration = {
    id,
    displayName,
    description: description ?? null,
    payload: Buffer.from("profile").toString("base64"),
    payloadFileName: "a.mobileprovision",
    expirationDateTime: null,
    roleScopeTagIds: null,
    createdDateTime: "2026-01-01T00:00:00Z",
    lastModifiedDateTime: "2026-01-01T00:00:00Z",
    version: 1,
  };
  const assignments = groupIds.map(
    (groupId) => ({ type: "groupAssignmentTarget", groupId }) as const,
  );
  const found = { configuration, assignments, undeclarable: [], groupAssignments: [] };
  return {
    configurations: [{ ...found, allowsExpired: false, obstacles: [] }],
    groupNames: new Map(
      groupIds.map((groupId) => [groupId, groupId.startsWith("a") ? "Technicians" : "Pilots"]),
    ),
    distinctGroupIds: new Set(),
  };
}

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
  // The first project's root holds none of the others.
  const all = { ...options, rootDir: folder, noUnusedLocals: true };
  const host = ts.createCompilerHost(all);
  // As tsc does.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
  return ts
    .getPreEmitDiagnostics(ts.createProgram(roots, all, host))
    .map(
      ({ messageText, file }) =>
        `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}
