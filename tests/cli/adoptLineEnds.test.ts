import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import {
  readGroupNames,
  toPlainText,
  toStyleOf,
} from "../../provider/dist/adopt/existingProject.js";
import { addAdoptable } from "../adopt/addAdoptable.ts";
import { adopt, readProject } from "./runAdopt.ts";
import { withTenant, type CliBench } from "./runCli.ts";

const isText = (path: string): boolean => !path.endsWith(".mobileprovision");

/** As Git for Windows checks a project out, and an editor there saves the texts. */
async function checkOutOnWindows(bench: CliBench): Promise<void> {
  for (const [path] of await readProject(bench)) {
    if (!isText(path)) continue;
    const text = await readFile(path, "utf8");
    const mark = path.endsWith("index.ts") ? "\ufeff" : "";
    await writeFile(path, mark + text.replaceAll("\n", "\r\n"));
  }
}

describe("adopt in a checkout with CRLF line ends", () => {
  it("finds the same project, and appends with the line ends and the mark of each file", () =>
    withTenant({}, async (bench) => {
      const { plainId } = addAdoptable(bench.emulator);
      await adopt(bench, "--groups", "look-up");
      const mine = (path: string): Promise<string> =>
        readFile(join(bench.folder, "mine", path), "utf8");
      expect(await mine(".gitattributes")).to.equal("* text=auto eol=lf\nprofiles/** -text\n");
      await checkOutOnWindows(bench);
      const before = await readProject(bench);
      const again = await adopt(bench, "--groups", "look-up");
      expect([again.exitCode, again.stderr]).to.include(0);
      expect(again.stdout).to.contain("Nothing to write.");
      expect(await readProject(bench)).to.deep.equal(before);

      const { tenant } = bench.emulator;
      const { id } = tenant.addConfiguration({ displayName: "Newcomer" });
      const newGroup = tenant.addGroup({ displayName: "Newcomers" });
      tenant.setAssignments(id, [
        ...tenant.assignmentsOf(plainId),
        { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: newGroup.id },
      ]);
      const appended = await adopt(bench, "--append", "--groups", "look-up");
      expect([appended.exitCode, appended.stderr]).to.include(0);
      const index = await mine("index.ts");
      expect(index).to.match(/^\ufeffimport .*\r\nimport "\.\/apps\/newcomer";\r\n$/s);
      const groups = await mine("groups.ts");
      expect(groups).to.match(/newcomers: getGroupOutput\(\{\r\n.*"Newcomers"/);
      expect(groups.match(/import \{ getGroupOutput/g)).to.have.length(1);
      expect(groups.match(/^ {2}\w*pilots\w*:/gim)).to.have.length(1);
      for (const text of [index, groups]) expect(text).not.to.match(/(?<!\r)\n/);
    }));

  it("reads the names of groups there", () => {
    const id = "a08ff49b-6f77-4263-8716-c43069c43a8c";
    const groups = `export const groups = {\r\n  // Technicians\r\n  a: "${id}",\r\n};\r\n`;
    expect([...readGroupNames(groups)]).to.deep.equal([[id, "Technicians"]]);
  });

  for (const text of ["", "a", "a\r\nb\r\n", "\ufeffa\nb\n", "\ufeff\r\n"]) {
    it(`gives ${JSON.stringify(text)} back as it was`, () => {
      expect(toStyleOf(text, toPlainText(text))).to.equal(text);
    });
  }
});
