// @ts-nocheck
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { pulumiPath } from "../../engine/pulumiPath.ts";
import { groupId, liveGroup } from "./liveTargets.ts";
import { runScript, type ScriptRun } from "./runScript.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

const repositoryFolder = join(import.meta.dirname, "..", "..");
const scripts = join(repositoryFolder, "examples", "github-actions", "scripts");

/** The scripts of the pipelines, run as the pipelines run them. */
describe("the pipeline's script", function () {
  this.timeout(300_000);
  let tenant: TestTenant;
  let stack: TestStack;
  let configurationId: string;
  let environment: Record<string, string>;

  before(async () => {
    tenant = await openTestTenant();
    configurationId = tenant.addConfiguration();
    stack = await openTestStack({
      tenant,
      stackName: "production",
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("field-service", {
          configurationId,
          assignments: [target.group(groupId(1)), target.group(groupId(2))],
        });
        return Promise.resolve();
      },
    });
    await stack.up();
    const cli = await findPulumiCli();
    environment = {
      ...tenant.environment,
      ...stack.stack.workspace.envVars,
      PULUMI_HOME: stack.stack.workspace.pulumiHome ?? "",
      PATH: [await writeStandIn(cli.command), pulumiPath(cli)].join(delimiter),
      HOSTED_CLI: cli.command,
      HOSTED_PROGRAM: join(tenant.folder.path, "program.mjs"),
    };
  });
  after(() => tenant.close());

  /** A `pulumi` that hosts a program by itself; the scripts find it first. */
  async function writeStandIn(command: string): Promise<string> {
    const folder = join(tenant.folder.path, "bin");
    await mkdir(folder);
    const host = join(import.meta.dirname, "hostProgram.ts");
    await writeFile(join(folder, "pulumi"), `#!/bin/sh\nexec node "${host}" "$@"\n`);
    await chmod(join(folder, "pulumi"), 0o755);
    return command === "" ? "" : folder;
  }

  /** The program on disk, declaring the groups of these numbers. */
  async function writeProgram(...numbers: number[]): Promise<void> {
    const provider = join(repositoryFolder, "provider", "dist", "index.js");
    await writeFile(
      join(tenant.folder.path, "program.mjs"),
      `import intune from ${JSON.stringify(provider)};
       export default async () => {
         new intune.IosLobAppProvisioningConfigurationAssignments("field-service", {
           configurationId: ${JSON.stringify(configurationId)},
           assignments: ${JSON.stringify(numbers.map(groupId))}.map(intune.target.group),
         });
       };`,
    );
  }

  const run = (script: string, ...args: string[]): Promise<ScriptRun> =>
    runScript(join(scripts, script), { args, folder: stack.stack.workspace.workDir, environment });
  const read = (file: string): Promise<string> =>
    readFile(join(stack.stack.workspace.workDir, file), "utf8");
  const setLive = (...numbers: number[]): void => {
    tenant.emulator.tenant.setAssignments(configurationId, numbers.map(liveGroup));
  };
  const live = (): unknown[] =>
    tenant.emulator.tenant
      .assignmentsOf(configurationId)
      .map((entry) => entry.groupId)
      .sort();

  beforeEach(() => {
    setLive(1, 2);
  });

  describe("drift.sh", () => {
    it("ends with 0 and an empty description where nothing drifted", async () => {
      const { code, text } = await run("drift.sh", "production", "drift.md");
      expect(code, text).to.equal(0);
      expect(await read("drift.md")).to.equal("");
    });

    it("ends with 7 and names what went and what came", async () => {
      setLive(1, 3);
      const { code, text } = await run("drift.sh", "production", "drift.md");
      expect(code, text).to.equal(7);
      const description = await read("drift.md");
      expect(description).to.match(new RegExp(`- groupAssignmentTarget ${groupId(2)}`));
      expect(description).to.match(new RegExp(`\\+ groupAssignmentTarget ${groupId(3)}`));
      expect(description).to.contain("field-service");
      expect(description).not.to.contain(`- groupAssignmentTarget ${groupId(1)}`);
    });

    it("tells what is merged and not applied from drift, unless it is asked for both", async () => {
      await writeProgram(1, 2);
      const clean = await run("drift.sh", "--pending", "production", "drift.md");
      expect(clean.code, clean.text).to.equal(0);
      expect(await read("drift.md")).to.equal("");
      await writeProgram(1, 2, 4);
      expect((await run("drift.sh", "production", "drift.md")).code).to.equal(0);
      setLive(1);
      const { code, text } = await run("drift.sh", "--pending", "production", "drift.md");
      expect(code, text).to.equal(7);
      const description = await read("drift.md");
      expect(description).to.contain("is not what `production` declares");
      for (const number of [2, 4])
        expect(description).to.match(new RegExp(`\\+ groupAssignmentTarget ${groupId(number)}`));
    });

    for (const [compared, options] of [
      ["what was applied", []],
      ["the program", ["--pending"]],
    ] as const)
      it(`compared with ${compared} only looks: the state stays, nothing is locked or written`, async () => {
        await writeProgram(1, 2);
        setLive(1);
        const before = JSON.stringify(await stack.stack.exportStack());
        tenant.takeRequests();
        await run("drift.sh", ...options, "production", "drift.md");
        expect(JSON.stringify(await stack.stack.exportStack())).to.equal(before);
        expect(tenant.takeRequests().filter((request) => !request.startsWith("GET"))).to.deep.equal(
          [],
        );
      });

    it("fails as pulumi does where it cannot look, and calls that no drift", async () => {
      const { code, text } = await runScript(join(scripts, "drift.sh"), {
        args: ["production", "drift.md"],
        folder: stack.stack.workspace.workDir,
        environment: { ...environment, AZURE_CLIENT_SECRET: "wrong-secret" },
      });
      expect(code, text).not.to.be.oneOf([0, 7]);
      expect(text).to.contain("AADSTS7000215");
    });
  });

  describe("preview.sh and apply.sh", () => {
    it("show the change to people, and apply it", async () => {
      await writeProgram(1, 3);
      const preview = await run("preview.sh", "production", "plan.json", "preview.md");
      expect(preview.code, preview.text).to.equal(0);
      const comment = await read("preview.md");
      expect(comment).to.match(new RegExp(`^ {4}.*- groupAssignmentTarget ${groupId(2)}`, "m"));
      expect(comment).to.match(new RegExp(`^ {4}.*\\+ groupAssignmentTarget ${groupId(3)}`, "m"));
      expect(live()).to.deep.equal([groupId(1), groupId(2)]);
      const apply = await run("apply.sh", "production", "plan.json");
      expect(apply.code, apply.text).to.equal(0);
      expect(live()).to.deep.equal([groupId(1), groupId(3)]);
    });

    it("apply nothing that was not approved", async () => {
      await writeProgram(1, 3);
      setLive(1, 3);
      await run("preview.sh", "production", "plan.json", "preview.md");
      await writeProgram(1);
      const { code, text } = await run("apply.sh", "production", "plan.json");
      expect(code).not.to.equal(0);
      expect(text).to.contain("violates plan");
      expect(live()).to.deep.equal([groupId(1), groupId(3)]);
    });

    it("apply nothing without a plan", async () => {
      const { code, text } = await run("apply.sh", "production", "no-such-plan.json");
      expect(code).to.equal(1);
      expect(text).to.contain("There is no plan at no-such-plan.json: run preview.sh first.");
    });

    it("say in the comment that the preview failed", async () => {
      await writeFile(
        environment["HOSTED_PROGRAM"] ?? "",
        `export default async () => { throw new Error("broken"); };`,
      );
      const { code } = await run("preview.sh", "production", "plan.json", "preview.md");
      expect(code).not.to.equal(0);
      expect(await read("preview.md")).to.match(/\*\*The preview failed\.\*\*[^]*broken/);
    });
  });

  it("federate.sh gets the job's token into a file", async () => {
    const job = await tenant.emulator.identityEnvironment("gitHubActions");
    const file = join(tenant.folder.path, "federated-token");
    const { code, text } = await runScript(join(scripts, "federate.sh"), {
      args: [file],
      folder: tenant.folder.path,
      environment: { ...environment, ...job },
    });
    expect(code, text).to.equal(0);
    expect(text).to.equal(`AZURE_FEDERATED_TOKEN_FILE=${file}\n`);
    const [, claims = ""] = (await readFile(file, "utf8")).split(".");
    const { aud } = JSON.parse(Buffer.from(claims, "base64url").toString()) as { aud: string };
    expect(aud).to.equal("api://AzureADTokenExchange");
  });

  it("with-connection.sh signs in as the job's service connection in Azure Pipelines", async () => {
    const job = await tenant.emulator.identityEnvironment("azurePipelines");
    const script = join(scripts, "..", "..", "azure-pipelines", "scripts", "with-connection.sh");
    tenant.emulator.clearRequests();
    const { code, text } = await runScript(script, {
      args: [join(scripts, "drift.sh"), "production", "drift.md"],
      folder: stack.stack.workspace.workDir,
      environment: { ...environment, AZURE_CLIENT_SECRET: "", ...job },
    });
    expect(code, text).to.equal(0);
    const paths = tenant.emulator.requests.map(({ path }) => path);
    expect(paths.some((path) => path.startsWith("/azure-pipelines/oidctoken"))).to.equal(true);
  });
});
