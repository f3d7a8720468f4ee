import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { addAdoptable, type OddConfigurations } from "../adopt/addAdoptable.ts";
import { runCliProcess } from "../cli/runCli.ts";
import { languageHostFolder } from "../../engine/languageHost/languageHostFolder.ts";
import { compileProject, openProject } from "../../engine/openProject.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

const repository = process.cwd();

/** What two stacks of one program have alike: not their names, the times, and the id of the engine's provider. */
function normalizeState(stack: TestStack): string[] {
  const { name } = stack.stack;
  const resources = stack.resources();
  const provider = resources.find(({ type }) => type.startsWith("pulumi:providers:"));
  return resources
    .map((resource) => JSON.stringify({ ...resource, created: "", modified: "" }))
    .map((text) => text.replaceAll(provider?.id ?? "", "ID"))
    .map((text) =>
      text.replaceAll(new RegExp(`(?<=urn:pulumi:)${name}|${name}(?=")`, "g"), "STACK"),
    )
    .sort();
}

describe("a tenant that was adopted", () => {
  let tenant: TestTenant;
  let folder: string;
  let odd: OddConfigurations;
  let program: Awaited<ReturnType<typeof openProject>>;

  before(async () => {
    tenant = await openTestTenant();
    odd = addAdoptable(tenant.emulator, 3);
    folder = join(tenant.folder.path, "mine");
    await adopt();
    program = await openProject(folder);
  });
  after(async () => {
    process.chdir(repository);
    await rm(folder, { recursive: true });
    await tenant.close();
  });

  const adopt = async (...options: string[]): Promise<void> => {
    const args = ["adopt", "--output", folder, ...options];
    const { exitCode, stderr } = await runCliProcess(args, tenant.environment);
    expect(exitCode, stderr).to.equal(0);
  };
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
      // 7 of the 9 configurations, all 9 sets, and the stack.
      expect(changes).to.deep.equal({ create: 17 });
      expectUntouched();
    });

    it("leaves the same state without checkpoints, and with more at once", async () => {
      const fast = await openTestStack({
        ...{ tenant, program, projectFolder: folder, stackName: "fast" },
        environment: { PULUMI_SKIP_CHECKPOINTS: "true" },
      });
      await fast.up({ parallel: 32 });
      expect(normalizeState(fast)).to.deep.equal(normalizeState(stack));
      expectUntouched();
    });

    it("previews without changes, after a refresh as well", async () => {
      await stack.preview({ expectNoChanges: true });
      await stack.preview({ expectNoChanges: true, refresh: true });
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
            PATH: [languageHostFolder, workspace.envVars["PATH"]].join(delimiter),
          },
        },
      );
      await stack.preview({ expectNoChanges: true });
      expectUntouched();
    });

    it("follows what was then changed in the portal, without a write", async () => {
      const { tenant: portal } = tenant.emulator;
      portal.setAssignments(odd.plainId, [
        { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" },
      ]);
      portal.updateConfiguration(odd.orphanedId, { displayName: "Field Germany" });
      const expires = new Date(Date.now() + 200 * 24 * 60 * 60 * 1000);
      portal.addConfiguration({
        displayName: "Newcomer",
        payload: Buffer.from(makeProfile({ expires })).toString("base64"),
        expirationDateTime: `${expires.toISOString().slice(0, 19)}Z`,
      });
      await adopt("--append");
      compileProject(folder);
      const { changes } = await stack.refresh();
      expect(changes).to.include({ update: 2 });
      // The refreshed set has an entry that the stack does not own yet: up records that, and takes over what is new.
      expect((await stack.up()).changes).to.include({ create: 2, update: 1 });
      await stack.preview({ expectNoChanges: true });
      expectUntouched();
    });
  });
});
