// @ts-nocheck
import { execFile } from "node:child_process";
import { mkdir, rm, symlink } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { addAdoptable } from "../adopt/addAdoptable.ts";
import { runCli } from "../cli/runCli.ts";
import { openProject } from "../../engine/openProject.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

const repository = process.cwd();
const languageHost = join(import.meta.dirname, "..", "..", "engine", "importLanguageHost.cjs");

describe("a tenant that was adopted", () => {
  let tenant: TestTenant;
  let folder: string;
  let program: Awaited<ReturnType<typeof openProject>>;

  before(async () => {
    tenant = await openTestTenant();
    addAdoptable(tenant.emulator, 12);
    folder = join(tenant.folder.path, "mine");
    const { exitCode, stderr } = await runCli(["adopt", "--output", folder], tenant.environment);
    expect(exitCode, stderr).to.equal(0);
    program = await openProject(folder);
  });
  after(async () => {
    process.chdir(repository);
    await rm(folder, { recursive: true });
    await tenant.close();
  });

  const expectUntouched = (): void => {
    expect(tenant.takeRequests().filter((request) => !request.startsWith("GET"))).to.deep.equal([]);
  };

  describe("by a first up", () => {
    let stack: TestStack;
    before(async () => {
      stack = await openTestStack({ tenant, program, projectFolder: folder });
    });

    it("is taken over without a write", async () => {
      const { changes } = await stack.up();
      // 16 of the 18 configurations, all 18 sets, and the stack.
      expect(changes).to.deep.equal({ create: 35 });
      expectUntouched();
    });

    it("previews without changes, after a refresh as well", async () => {
      await stack.preview({ expectNoChanges: true });
      await stack.refresh({ expectNoChanges: true });
      await stack.preview({ expectNoChanges: true });
      expectUntouched();
    });
  });

  describe("by an import file", () => {
    let stack: TestStack;
    before(async () => {
      stack = await openTestStack({
        tenant,
        program,
        projectFolder: folder,
        stackName: "imported",
      });
      tenant.takeRequests();
    });

    it("previews without changes and without a request", async () => {
      const importFile = join(folder, "import.json");
      const { workspace, name } = stack.stack;
      const host = join(tenant.folder.path, "bin", "pulumi-language-nodejs");
      await mkdir(dirname(host));
      await symlink(languageHost, host);
      const options = ["--generate-code=false", "--protect=false", "--skip-preview", "--yes"];
      await promisify(execFile)(
        "pulumi",
        ["import", "--file", importFile, "--stack", name, ...options],
        {
          cwd: workspace.workDir,
          env: {
            ...process.env,
            ...workspace.envVars,
            PULUMI_HOME: workspace.pulumiHome,
            PATH: [dirname(host), workspace.envVars["PATH"]].join(delimiter),
          },
        },
      );
      await stack.preview({ expectNoChanges: true });
      expectUntouched();
    });
  });
});
