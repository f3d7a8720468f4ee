import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const repositoryFolder = join(import.meta.dirname, "..", "..");

/** Every script of npm, by its package and name. */
function findScripts(): [place: string, script: string][] {
  const manifests = globSync("{.,*,examples/*}/package.json", { cwd: repositoryFolder });
  return manifests.flatMap((manifest) => {
    const text = readFileSync(join(repositoryFolder, manifest), "utf8");
    const { scripts = {} } = JSON.parse(text) as { scripts?: Record<string, string> };
    return Object.entries(scripts).map(([name, script]): [string, string] => [
      `${manifest} ${name}`,
      script,
    ]);
  });
}

/** Node.js, npm, and commands that packages bring: those npm starts on Windows too. */
const portable = /^(?:node|npm|c8|depcruise|knip|mocha|oxfmt|oxlint|pulumi|tsc|typedoc)(?: |$)/;

describe("the scripts of npm", () => {
  for (const [place, script] of findScripts()) {
    it(`need no Unix: ${place}`, () => {
      // cmd.exe knows no single quotes.
      expect(script.replaceAll(/"[^"]*"/g, "")).not.to.contain("'");
      for (const command of script.split(" && ")) expect(command).to.match(portable);
    });
  }
});
