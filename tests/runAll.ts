import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { writeBundles } from "./lightPulumi/writeBundles.ts";
import { runMocha, runNpmScript, type JobRun } from "./runJob.ts";

/**
 * Runs the scripts of package.json that are named, and every test but the long ones, in two processes more than there are
 * processors: some wait, for a timer or for the registry. The files of a folder share a process; those that drive the engine
 * take minutes together, and share several. A job that takes longer than it may hangs, and is ended.
 */
const jobMinutes = Number(process.env["TEST_JOB_MINUTES"] ?? 10);
const engineJobs = 13;
const drivesEngine = (file: string): boolean => /^tests.(engine|states)\b/.test(file);
/** What a killed engine leaves behind must not reach another file's, nor may another CLI that is found. */
const needsOwnProcess = (file: string): boolean =>
  /(azureBlob|cookbookRecovery|faults|kills|secretsLeftBehind|findPulumiCli)\.test/.test(file);

// All processes of the tests load the same modules: one compiles them for the others.
const compiled = mkdtempSync(join(tmpdir(), "intune-compiled-"));
process.env["NODE_COMPILE_CACHE"] = compiled;
process.on("exit", () => {
  rmSync(compiled, { recursive: true, force: true });
});

// What hosts a dynamic provider is a process of Node.js, and each run of the CLI starts one.
const preload = join(import.meta.dirname, "lightPulumi", "preload.cjs");
const nodeOptions = process.env["NODE_OPTIONS"] ?? "";
process.env["NODE_OPTIONS"] = `${nodeOptions} --require ${JSON.stringify(preload)}`;
if (process.env["TEST_BUNDLES"] === undefined) {
  await writeBundles(compiled);
  process.env["TEST_BUNDLES"] = compiled;
}

// The CLI runs for a second: to collect garbage would take a tenth of it.
Object.assign(process.env, { GOGC: "off", GOMEMLIMIT: "1GiB" });

interface Job {
  name: string;
  run: (limit: AbortSignal) => Promise<JobRun>;
}

const scriptJob = (name: string): Job => ({
  name: `npm run ${name}`,
  run: (limit) => runNpmScript(name, limit),
});
const testJob = (name: string, files: readonly string[]): Job => ({
  name,
  run: (limit) => runMocha(files, limit),
});

const files = globSync("tests/*/*.test.ts").sort();
const folders = new Set(files.filter((file) => !drivesEngine(file)).map(dirname));
/** What tests reach a shell by. Two files are about the forms of the dynamic one. */
const shellModules =
  /"(?:\.\.\/handlers|\.)\/(?:shell|recordedHandlers|stackedSet|hostedRun|runSteps|life|contents)\.ts"/;
const isOfBothShells = (file: string): boolean =>
  !/(dynamicProvider|recordedForm)\.test/.test(file) &&
  shellModules.test(readFileSync(file, "utf8"));
const onNativeShell = (folder: string): Job[] => {
  const shared = files.filter((file) => dirname(file) === folder && isOfBothShells(file));
  const job = testJob(`${folder} on the native shell`, [
    ...["--require", "./tests/onNativeShell.ts"],
    ...shared,
  ]);
  return shared.length > 0 ? [job] : [];
};

const folderJob = (folder: string): Job =>
  testJob(folder, globSync(join(folder, "*.test.ts")).sort());
const engineFiles = files.filter(drivesEngine);
const sharing = engineFiles.filter((file) => !needsOwnProcess(file));
const engineGroups = [
  ...Array.from({ length: engineJobs }, (_, job) =>
    sharing.filter((_file, index) => index % engineJobs === job),
  ),
  ...engineFiles.filter(needsOwnProcess).map((file) => [file]),
].filter((group) => group.length > 0);
/** These wait most of the time: for a registry, for processes, for a budget of retries that ends. */
const isSlow = (folder: string): boolean => /host|lightPulumi|native|graph/.test(basename(folder));

// Short ones last: until the last one ends, a processor may have nothing to do.
const jobs = [
  ...[...folders].filter(isSlow).map(folderJob),
  ...process.argv.slice(2).map(scriptJob),
  ...engineGroups.map((group) => testJob(group.join(", "), group)),
  ...["tests/engine", "tests/states", "tests/handlers", "tests/matrix"].flatMap(onNativeShell),
  ...[...folders].filter((folder) => !isSlow(folder)).map(folderJob),
];

// A job's output is printed as one, since two at once would be unreadable; failures come last, where they are looked for.
const failures: (JobRun & { name: string })[] = [];
const durations: { name: string; seconds: number }[] = [];
const waiting = jobs.values();
await Promise.all(
  Array.from({ length: availableParallelism() + 2 }, async () => {
    for (const { name, run } of waiting) {
      const startedAt = performance.now();
      const outcome = await run(AbortSignal.timeout(jobMinutes * 60_000));
      durations.push({ name, seconds: (performance.now() - startedAt) / 1_000 });
      if (outcome.hasPassed) process.stdout.write(outcome.output);
      else failures.push({ name, ...outcome });
    }
  }),
);
const longest = durations.sort((a, b) => b.seconds - a.seconds).slice(0, 12);
const lines = longest.map(({ name, seconds }) => `  ${seconds.toFixed(0)} s  ${name}\n`);
process.stdout.write(`The longest jobs:\n${lines.join("")}`);
for (const { name, output, wasEnded } of failures) {
  process.stdout.write(output);
  if (wasEnded) process.stdout.write(`Ended after ${jobMinutes} minutes: ${name}\n`);
}
if (failures.length > 0) {
  process.stderr.write(`Failed: ${failures.map(({ name }) => name).join(", ")}\n`);
  process.exitCode = 1;
}
