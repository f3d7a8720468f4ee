import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { nodeBuilds } from "../../engine/plugin/nodeBuilds.ts";

const root = join(import.meta.dirname, "..", "..");
const files = globSync(".github/workflows/*.yml", { cwd: root }).sort();
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const readManifest = (folder: string): Record<string, Record<string, string>> =>
  JSON.parse(read(join(folder, "package.json"))) as Record<string, Record<string, string>>;

interface Job {
  permissions?: Record<string, string>;
  strategy?: {
    matrix: {
      node?: number[];
      os?: string[];
      layer?: string[];
      include?: { platforms: string; starts: string }[];
    };
  };
}
const jobsOf = (file: string): Record<string, Job> =>
  (parse(read(file)) as { jobs: Record<string, Job> }).jobs;

describe("the repository's own workflows", () => {
  it("pin every action to a commit, and say of which version", () => {
    for (const file of files)
      for (const line of read(file).match(/^.*\buses:.*$/gm) ?? [])
        expect(line, file).to.match(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("run scripts that package.json has", () => {
    const { scripts } = readManifest(".");
    for (const file of files)
      for (const [, name = ""] of read(file).matchAll(/npm run ([\w:-]+)/g))
        expect(scripts, file).to.have.property(name);
  });

  it("run folders of tests that exist, on the oldest Node.js that the package takes too", () => {
    const [, folders = ""] = /tests\/\{([\w,]+)\}/.exec(read(".github/workflows/ci.yml")) ?? [];
    for (const folder of folders.split(","))
      expect(globSync(`tests/${folder}/*.test.ts`, { cwd: root }), folder).not.to.be.empty;
    const { matrix } = jobsOf(".github/workflows/ci.yml")["platforms"]?.strategy ?? {};
    const [, oldest] = />=(\d+)/.exec(readManifest("provider")["engines"]?.["node"] ?? "") ?? [];
    expect(matrix?.node).to.include.members([Number(oldest), Number(read(".nvmrc"))]);
    expect(matrix?.os?.map((os) => os.split("-")[0])).to.deep.equal(["ubuntu", "windows", "macos"]);
  });

  it("write nothing; only the release says to npm who it is, and gets archives attached", () => {
    const more: Record<string, Record<string, string>> = {
      "release.yml publish": { "id-token": "write" },
      "release.yml attach": { actions: "read", contents: "write" },
    };
    for (const file of files)
      for (const [name, { permissions }] of Object.entries(jobsOf(file)))
        expect(permissions, `${file} ${name}`).to.deep.equal({
          contents: "read",
          ...more[`${basename(file)} ${name}`],
        });
  });

  it("build the plugin for every platform, and start one of each builder", () => {
    const { matrix } = jobsOf(".github/workflows/release.yml")["plugin"]?.strategy ?? {};
    const built = matrix?.include?.map(({ platforms }) => platforms.split(" ")) ?? [];
    expect(built.flat()).to.have.members(nodeBuilds.map(({ platform }) => platform));
    for (const [index, { starts }] of (matrix?.include ?? []).entries())
      expect(built[index]).to.include(starts);
  });

  it("change layers that the provider has", () => {
    const { matrix } = jobsOf(".github/workflows/mutation.yml")["run"]?.strategy ?? {};
    for (const layer of matrix?.layer ?? [])
      expect(globSync(`provider/src/${layer}/**/*.ts`, { cwd: root }), layer).not.to.be.empty;
  });
});
