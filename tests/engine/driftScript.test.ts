import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openProgramStack, type ProgramStack } from "./programStack.ts";
import { runScript, type ScriptRun } from "./runScript.ts";
import { openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

const repositoryFolder = join(import.meta.dirname, "..", "..");
const scripts = join(repositoryFolder, "examples", "github-actions", "scripts");

/** The scripts of the pipelines, run as the pipelines run them. */
describe("the pipeline's script", function () {
  this.timeout(300_000);
  let tenant: TestTenant;
  let stack: TestStack;
  let opened: ProgramStack;
  let configurationId: string;
  let environment: Record<string, string>;

  before(async () => {
    tenant = await openTestTenant();
    configurationId = tenant.addConfiguration();
    opened = await openProgramStack(tenant, () => {
      new IosLobAppProvisioningConfigurationAssignments("field-service", {
        configurationId,
        assignments: [target.group(groupId(1)), target.group(groupId(2))],
      });
      return Promise.resolve();
    });
    ({ stack } = opened);
    await stack.up();
    environment = {
      ...opened.environment,
      GITHUB_OUTPUT: join(tenant.folder.path, "outputs"),
    };
  });
  after(() => tenant.close());

  /** The program on disk, declaring the groups of these numbers. */
  const writeProgram = (...numbers: number[]): Promise<void> =>
    opened.write(
      `new intune.IosLobAppProvisioningConfigurationAssignments("field-service", {
         configurationId: ${JSON.stringify(configurationId)},
         assignments: ${JSON.stringify(numbers.map(groupId))}.map(intune.target.group),
       });`,
    );

  const run = (script: string, ...args: string[]): Promise<ScriptRun> =>
    runScript(join(scripts, script), { args, folder: opened.workFolder, environment });
  const read = (file: string): Promise<string> => readFile(join(opened.workFolder, file), "utf8");
  const setLive = (...numbers: number[]): void => {
    tenant.emulator.tenant.setAssignments(configurationId, numbers.map(liveGroup));
  };
  const live = (): unknown[] => tenant.liveGroupIds(configurationId);

  beforeEach(() => {
    setLive(1, 2);
  });

  describe("drift.sh", () => {
    /** It only looks: the state stays, and nothing is written. */
    const drift = async (...options: string[]): Promise<ScriptRun> => {
      const before = stack.resources();
      tenant.takeRequests();
      const ended = await run("drift.sh", ...options, "production", "drift.md");
      expect(stack.resources()).to.deep.equal(before);
      const writes = tenant.takeRequests().filter((request) => !request.startsWith("GET"));
      expect(writes).to.deep.equal([]);
      return ended;
    };

    it("ends with 7 and names what went and what came", async () => {
      setLive(1, 3);
      const { code, text } = await drift();
      expect(code, text).to.equal(7);
      const description = await read("drift.md");
      expect(description).to.match(
        new RegExp(`Who loses [^#]*field-service\\*\\*: group ${groupId(2)}`),
      );
      expect(description).to.match(new RegExp(`Who gains [^#]*: group ${groupId(3)}`));
      expect(description).not.to.contain(groupId(1));
      expect(await read("drift.whole.md")).to.contain(groupId(2));
    });

    it("ends with 0 and an empty description where nothing drifted", async () => {
      await writeProgram(1, 2);
      const { code, text } = await drift("--pending");
      expect(code, text).to.equal(0);
      expect(await read("drift.md")).to.equal("");
    });

    it("distinguishes what is merged and not applied from drift, unless it is asked for both", async () => {
      await writeProgram(1, 2, 4);
      const merged = await drift();
      expect(merged.code, merged.text).to.equal(0);
      expect(await read("drift.md")).to.equal("");
      setLive(1);
      const { code, text } = await drift("--pending");
      expect(code, text).to.equal(7);
      const description = await read("drift.md");
      expect(description).to.contain("is not what `production` declares");
      for (const number of [2, 4])
        expect(description).to.match(new RegExp(`Who gains [^#]*${groupId(number)}`));
    });

    it("fails as pulumi does where it cannot look, and calls that no drift", async () => {
      const { code, text } = await runScript(join(scripts, "drift.sh"), {
        args: ["production", "drift.md"],
        folder: opened.workFolder,
        environment: { ...environment, AZURE_CLIENT_SECRET: "wrong-secret" },
      });
      expect(code, text).not.to.be.oneOf([0, 7]);
      expect(text).to.contain("AADSTS7000215");
    });
  });

  describe("preview.sh and apply.sh", () => {
    const preview = (...more: string[]): Promise<ScriptRun> =>
      run("preview.sh", "production", "plan/plan.json", "plan/preview.md", ...more);
    const apply = (...more: string[]): Promise<ScriptRun> =>
      run("apply.sh", "production", "plan/plan.json", ...more);
    /** What preview.sh hands to the next job. */
    const takeOutputs = async (): Promise<string> => {
      const text = await readFile(environment["GITHUB_OUTPUT"] ?? "", "utf8");
      await rm(environment["GITHUB_OUTPUT"] ?? "");
      return text;
    };

    it("show people first what goes, and apply it", async () => {
      await writeProgram(1, 3);
      environment["LOOK_UP_NAMES"] = "true";
      const { code, text } = await preview();
      environment["LOOK_UP_NAMES"] = "";
      expect(code, text).to.equal(0);
      const comment = await read("plan/preview.md");
      expect(comment).to.match(
        new RegExp(`Who loses [^#]*Field Service\\*\\*: group ${groupId(2)}`),
      );
      expect(comment).to.match(
        new RegExp(`Who gains [^#]*Field Service\\*\\*: group ${groupId(3)}`),
      );
      expect(live()).to.deep.equal([groupId(1), groupId(2)]);
      const [changes, sha256 = ""] = (await takeOutputs()).split("\n");
      expect(changes).to.equal("changes=removes");
      const other = await apply("0".repeat(64));
      expect([other.code, other.text]).to.satisfy(
        ([ended, said]: [number, string]) =>
          ended === 1 && said.includes("not the one that was approved"),
      );
      const applied = await apply(sha256.replace("plan_sha256=", ""));
      expect(applied.code, applied.text).to.equal(0);
      // The plan creates no configuration.
      expect(applied.text).to.contain("Pulumi writes the state once, at the end");
      expect(live()).to.deep.equal([groupId(1), groupId(3)]);
    });

    it("apply nothing that was not approved, and no plan of another commit", async () => {
      await writeProgram(1, 3);
      setLive(1, 3);
      const { GITHUB_OUTPUT: outputs = "", ...rest } = environment;
      environment = { ...rest, TF_BUILD: "True" };
      const none = await preview();
      environment = { ...rest, GITHUB_OUTPUT: outputs };
      const said = "##vso[task.setvariable variable=changes;isOutput=true]none";
      expect(none.text.split("\n")).to.include(said);
      await writeProgram(1);
      const { code, text } = await apply();
      expect(code).not.to.equal(0);
      expect(text).to.contain("violates plan");
      expect(live()).to.deep.equal([groupId(1), groupId(3)]);
      const basis = join(opened.workFolder, "plan/plan.json.basis");
      const former = (await readFile(basis, "utf8")).replace(/^commit .*$/m, "commit 1a2b3c");
      await writeFile(basis, former);
      const stale = await apply();
      expect(stale.code, stale.text).to.equal(1);
      expect(stale.text).to.contain("The preview was of the commit 1a2b3c, and this is");
      expect(stale.text).to.contain("Preview again");
    });

    it("apply nothing to a state that a refresh has changed since the preview", async () => {
      setLive(1, 3);
      // What the portal adds now no preview has shown, and the plan would let it go.
      await writeProgram(1, 3, 5);
      await preview();
      expect(await takeOutputs()).to.match(/^changes=changes\n/);
      setLive(1, 3, 7);
      await stack.refresh();
      const { code, text } = await apply();
      expect(code, text).to.equal(1);
      expect(text).to.contain("have changed in the state since the preview");
      expect(text).to.match(/^ {2}urn:.*::field-service$/m);
      expect(live()).to.deep.equal([groupId(1), groupId(3), groupId(7)]);
    });

    it("apply nothing without a plan", async () => {
      const { code, text } = await run("apply.sh", "production", "no-such-plan.json");
      expect(code).to.equal(1);
      expect(text).to.contain("There is no plan at no-such-plan.json: run preview.sh first.");
    });

    it("say that removals have no room, and leave no plan to apply", async () => {
      setLive(1, ...Array.from({ length: 40 }, (_, index) => index + 100));
      await stack.refresh();
      await writeProgram(1);
      const { code, text } = await preview("900");
      expect(code, text).to.equal(4);
      expect(await read("plan/preview.md")).to.contain("40 of 40 removals are NOT listed here");
      expect(await read("plan/preview.whole.md")).to.contain(groupId(139));
      expect((await apply()).text).to.contain("There is no plan");
    });

    it("say in the comment that the preview failed, and leave no plan", async () => {
      await opened.write(`throw new Error("broken");`);
      const { code } = await preview();
      expect(code).not.to.equal(0);
      expect(await read("plan/preview.md")).to.match(/\*\*The preview failed\.\*\*[^]*broken/);
      expect((await apply()).text).to.contain("There is no plan");
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
      folder: opened.workFolder,
      environment: { ...environment, AZURE_CLIENT_SECRET: "", ...job },
    });
    expect(code, text).to.equal(0);
    const paths = tenant.emulator.requests.map(({ path }) => path);
    expect(paths.some((path) => path.startsWith("/azure-pipelines/oidctoken"))).to.equal(true);
  });
});
