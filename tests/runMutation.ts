import { Stryker } from "@stryker-mutator/core";

/**
 * Changes the code in small ways, one at a time, and runs the tests that reach the change: what no test notices, none
 * tests. Each layer is judged by its own tests. Takes layers, or files of them, as `graph handlers/assignments`.
 */
const layers = ["domain", "graph", "handlers", "hosting", "dynamic"];

/** A shell is tested by what it hosts. */
const testFolders: Readonly<Record<string, string>> = {
  hosting: "{hosting,handlers}",
  dynamic: "handlers",
};

/** As `.mocharc.json` has it. Mocha must not start a process of its own for options of Node: Stryker counts in this one. */
const runFile = [
  "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
  ...["-r", "{{hookFile}}", "node_modules/mocha/bin/mocha.js", "--no-config"],
  ...["--require", "./tests/setup.ts", "--timeout", "60000", "--bail", "--reporter", "tap"],
  "{{testFile}}",
];

async function mutate(layer: string, paths: readonly string[]): Promise<string> {
  const files = paths.map((path) => (path.endsWith(".ts") ? path : `${path}/**/*.ts`));
  const results = await new Stryker({
    mutate: files.map((file) => `provider/src/${file}`),
    buildCommand: "tsc -b provider",
    testRunner: "tap",
    plugins: ["@stryker-mutator/tap-runner"],
    // What is tried at random takes long, and notices by luck.
    tap: {
      testFiles: [`tests/${testFolders[layer] ?? layer}/!(random*).test.ts`],
      nodeArgs: runFile,
    },
    coverageAnalysis: "perTest",
    dryRunTimeoutMinutes: 30,
    ignorePatterns: ["dist"],
    reporters: ["clear-text", "progress-append-only"],
    clearTextReporter: { logTests: false, reportTests: false },
    cleanTempDir: "always",
  }).runMutationTest();
  const count = (...statuses: string[]): number =>
    results.filter(({ status }) => statuses.includes(status)).length;
  for (const { status, fileName, location, replacement } of results) {
    if (status !== "Timeout") continue;
    const place = `${fileName}:${location.start.line}:${location.start.column}`;
    process.stdout.write(`A test hangs: ${place} becomes ${replacement}\n`);
  }
  const [noticed, missed] = [count("Killed", "Timeout"), count("Survived", "NoCoverage")];
  const score = ((100 * noticed) / (noticed + missed)).toFixed(1);
  return `${layer}: ${score} % (${noticed} of ${noticed + missed} changes noticed)`;
}

const paths = process.argv.length > 2 ? process.argv.slice(2) : layers;
const scores: string[] = [];
for (const layer of layers) {
  const ofLayer = paths.filter((path) => path === layer || path.startsWith(`${layer}/`));
  if (ofLayer.length > 0) scores.push(await mutate(layer, ofLayer));
}
if (scores.length === 0) throw new Error(`Usage: npm run mutation -- [${layers.join(" | ")}]...`);
process.stdout.write(`${scores.join("\n")}\n`);
