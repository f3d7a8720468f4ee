import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Ajv } from "ajv";
import { expect } from "chai";
import { parse } from "yaml";

const repositoryFolder = join(import.meta.dirname, "..", "..");
const folder = join(repositoryFolder, "examples", "azure-pipelines");
const schemaFile = join(repositoryFolder, "tests", "fixtures", "azure-pipelines.schema.slice.json");
const files = globSync(join(folder, "*.yml")).sort();

interface Step {
  task?: string;
  inputs?: Record<string, string>;
  env?: Record<string, string>;
  script?: string;
  template?: string;
}

/** Every value of a name, wherever it stands in a pipeline. */
function findAll(node: unknown, name: string): unknown[] {
  if (Array.isArray(node)) return (node as unknown[]).flatMap((item) => findAll(item, name));
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) => [
    ...(key === name ? [value] : []),
    ...findAll(value, name),
  ]);
}

const pipelines = files.map((file) => ({
  name: basename(file),
  content: parse(readFileSync(file, "utf8")) as unknown,
}));
const stepsOf = (content: unknown): Step[] => findAll(content, "steps").flat() as Step[];
const steps = pipelines.flatMap(({ content }) => stepsOf(content));
const cliSteps = steps.filter(({ task }) => task === "AzureCLI@2");

/** To Azure Pipelines every value is a text, and its schema says so. */
function toTexts(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toTexts);
  if (typeof node === "object" && node !== null)
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, toTexts(value)]));
  return typeof node === "string" ? node : JSON.stringify(node);
}

const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  JSON.parse(readFileSync(schemaFile, "utf8")) as object,
);

describe("a pipeline of Azure Pipelines", () => {
  it("is what the schema of Azure Pipelines takes", () => {
    expect(pipelines.map(({ name }) => name)).to.deep.equal([
      "azure-pipelines-scheduled.yml",
      "azure-pipelines.yml",
      "setup.yml",
    ]);
    for (const { name, content } of pipelines)
      expect(validate(toTexts(content)), `${name}: ${JSON.stringify(validate.errors)}`).to.equal(
        true,
      );
  });

  it("would not be, with a mistake in a step or in the input of a task", () => {
    const [step] = cliSteps;
    expect(validate(toTexts({ steps: [step] }))).to.equal(true);
    expect(validate(toTexts({ steps: [{ ...step, enviroment: "x" }] }))).to.equal(false);
    const inputs = { ...step?.inputs, scriptLocation: "inline" };
    expect(validate(toTexts({ steps: [{ ...step, inputs }] }))).to.equal(false);
  });

  it("signs in by a service connection, and keeps no secret", () => {
    for (const file of files)
      expect(readFileSync(file, "utf8")).not.to.match(/secret|PASSPHRASE|PULUMI_ACCESS_TOKEN/i);
    for (const { inputs, env } of cliSteps) {
      expect(inputs?.["azureSubscription"]).to.be.oneOf(["intune-read", "intune-write"]);
      expect(inputs?.["inlineScript"]).to.match(/^scripts\/with-connection\.sh scripts\//);
      expect(env).to.deep.equal({ SYSTEM_ACCESSTOKEN: "$(System.AccessToken)" });
    }
  });

  it("gives the job's token to no other step", () => {
    const others = steps.filter((step) => !cliSteps.includes(step));
    expect(JSON.stringify(others)).not.to.match(/System\.?AccessToken/i);
  });

  it("applies only behind the environment, as the connection that may write", () => {
    for (const { inputs } of cliSteps) {
      const applies = inputs?.["inlineScript"]?.includes("apply.sh") === true;
      expect(inputs?.["azureSubscription"]).to.equal(applies ? "intune-write" : "intune-read");
    }
    const deployments = pipelines
      .flatMap(({ content }) => findAll(content, "jobs").flat() as Record<string, unknown>[])
      .filter((job) => JSON.stringify(job).includes("apply.sh"));
    expect(deployments).to.have.length(1);
    expect(deployments[0]).to.include({ deployment: "Apply", environment: "intune-write" });
  });

  it("asks for a second approval where something is removed, and applies nothing without it", () => {
    const content = pipelines.find(({ name }) => name === "azure-pipelines.yml")?.content;
    const stages = findAll(content, "stages").flat() as Record<string, unknown>[];
    const [, removals, apply] = stages;
    expect(stages.map(({ stage }) => stage)).to.deep.equal(["Preview", "Removals", "Apply"]);
    expect(JSON.stringify(removals)).to.contain('"environment":"intune-removals"');
    expect(removals?.["condition"]).to.contain("['Preview.preview.changes'], 'removes')");
    expect(apply?.["dependsOn"]).to.deep.equal(["Preview", "Removals"]);
    expect(apply?.["condition"]).to.contain("eq(dependencies.Removals.result, 'Succeeded')");
  });

  it("takes the plan of its own attempt alone, by name and by hash", () => {
    const text = readFileSync(join(folder, "azure-pipelines.yml"), "utf8");
    expect(text).to.contain("artifact: plan-$(System.StageAttempt)-$(System.JobAttempt)");
    expect(text).to.contain("stageDependencies.Preview.Preview.outputs['handed.artifact']");
    expect(text).to.contain('plan.json" "$(planSha256)"');
  });

  it("calls scripts that are there", () => {
    const here = globSync("scripts/*.sh", { cwd: folder });
    const shared = globSync("scripts/*.sh", { cwd: join(folder, "..", "github-actions") });
    for (const { inputs } of cliSteps)
      for (const script of inputs?.["inlineScript"]?.match(/scripts\/[\w-]+\.sh/g) ?? [])
        expect([...here, ...shared]).to.include(script);
  });
});
