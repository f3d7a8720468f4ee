import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { TenantReport } from "../../provider/dist/report/tenantReport.js";
import { runCli, withTenant } from "./runCli.ts";

/** What no terminal, log or reader may get, but line ends. */
const harmful = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##vso\[|##\[|(?<![\w$])::error/u;

const hostile = "A\u001b[2J\r::error::x\n##vso[task.complete]y\u202ez\u200b\u2028|*/ `";

describe("what the command prints and writes", () => {
  for (const format of ["text", "markdown", "html", "json", "csv"]) {
    it(`is harmless in a report in ${format}, whatever things are called`, async () => {
      await withTenant({}, async ({ emulator: { tenant }, run }) => {
        const group = tenant.addGroup({ displayName: `G${hostile}` });
        const { id } = tenant.addConfiguration({
          displayName: hostile,
          payloadFileName: `f${hostile}.mobileprovision`,
        });
        tenant.addConfiguration({ displayName: `${hostile}2` });
        tenant.setAssignments(id, [
          { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: group.id },
          { "@odata.type": `#microsoft.graph.${hostile}` },
        ]);
        const { stdout, stderr, exitCode } = await run(["report", "--format", format]);
        expect(stderr).not.to.match(harmful);
        expect(exitCode).to.equal(0);
        expect(stdout).to.include("vso");
        expect(stdout.replaceAll("\r\n", "\n")).not.to.match(harmful);
        if (format !== "json") return;
        const names = (JSON.parse(stdout) as TenantReport).configurations.map(
          ({ displayName }) => displayName,
        );
        expect(names).to.include(hostile);
      });
    });
  }

  it("is harmless where adopt writes a project, and where it warns", async () => {
    await withTenant({}, async ({ emulator: { tenant }, folder, run }) => {
      const group = tenant.addGroup({ displayName: `@ts-nocheck${hostile}` });
      const { id } = tenant.addConfiguration({ displayName: hostile });
      tenant.setAssignments(id, [
        { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: group.id },
        { "@odata.type": `#microsoft.graph.${hostile}` },
      ]);
      const project = join(folder, "project");
      const { stdout, stderr, exitCode } = await run(["adopt", "--output", project]);
      expect(exitCode).to.equal(0);
      expect(stderr).to.include("Warning: ").and.not.match(harmful);
      expect(stdout).not.to.match(harmful);
      const files = await readdir(project, { recursive: true, withFileTypes: true });
      for (const file of files.filter((entry) => entry.isFile())) {
        const text = await readFile(join(file.parentPath, file.name), "utf8");
        if (!file.name.endsWith(".mobileprovision")) expect(text, file.name).not.to.match(harmful);
      }
    });
  });

  it("is harmless where Graph's message is not, and where an argument is not", async () => {
    await withTenant({}, async ({ emulator, run }) => {
      const body = { error: { code: "BadRequest", message: hostile } };
      emulator.script({ path: "/beta/", respond: { status: 400, body }, times: 1000 });
      const { stderr, exitCode } = await run(["report"]);
      expect(exitCode).to.equal(1);
      expect(stderr).to.include("Graph answered 400").and.not.match(harmful);
    });
    const { stderr } = await runCli([hostile]);
    expect(stderr).to.include("error: unknown command").and.not.match(harmful);
  });
});
