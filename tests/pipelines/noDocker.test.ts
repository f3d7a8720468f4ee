import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const examples = join(import.meta.dirname, "..", "..", "examples");
const pipelines = globSync(
  ["{github-actions,azure-pipelines}/**/*.{yml,sh}", "github-actions/.github/**/*.yml"],
  {
    cwd: examples,
  },
);

describe("the pipelines of examples/", () => {
  it("are there", () => {
    expect(pipelines).to.include.members([
      "azure-pipelines/setup.yml",
      "github-actions/scripts/apply.sh",
    ]);
    expect(pipelines).to.include("github-actions/.github/workflows/apply.yml");
  });

  for (const pipeline of pipelines)
    it(`need no Docker on a self-hosted runner: ${pipeline}`, () => {
      const text = readFileSync(join(examples, pipeline), "utf8");
      expect(text).not.to.match(/docker|^\s*-? *(?:container|services|resources):/im);
    });
});
