import { globSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runMocha, type MochaRun } from "./runMocha.ts";

/**
 * Runs every test but the long ones, as many processes at once as there are processors. A file that drives the engine has
 * a process of its own: programs of the Automation API run inside the process that starts them and share its state, and
 * what a killed engine leaves behind must not reach another file's. The files of any other folder share one. A job that takes
 * longer than it may hangs, and is ended.
 */
const jobMinutes = Number(process.env["TEST_JOB_MINUTES"] ?? 10);
const drivesEngine = (file: string): boolean => /^tests.(engine|states)\b/.test(file);

// All processes of the tests load the same modules: one compiles them for the others.
const compiled = mkdtempSync(join(tmpdir(), "intune-compiled-"));
process.env["NODE_COMPILE_CACHE"] = compiled;
process.on("exit", () => {
  rmSync(compiled, { recursive: true, force: true });
});

const files = globSync("tests/*/*.test.ts").sort();
const engineFiles = files.filter(drivesEngine);
const folders = new Set(files.filter((file) => !drivesEngine(file)).map(dirname));
// The longest first.
const jobs = [
  ...[...folders].map((folder) => globSync(join(folder, "*.test.ts")).sort()),
  ...engineFiles.map((file) => [file]),
];

const jobName = ([first = "", ...more]: readonly string[]): string =>
  more.length > 0 ? dirname(first) : first;

const runJob = (job: readonly string[]): Promise<MochaRun> =>
  runMocha(job, AbortSignal.timeout(jobMinutes * 60_000));

// A job's output is printed as one, since two at once would be unreadable; failures come last, where they are looked for.
const failures: (MochaRun & { job: readonly string[] })[] = [];
const durations: { job: readonly string[]; seconds: number }[] = [];
const waiting = jobs.values();
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (const job of waiting) {
      const startedAt = performance.now();
      const run = await runJob(job);
      durations.push({ job, seconds: (performance.now() - startedAt) / 1_000 });
      if (run.hasPassed) process.stdout.write(run.output);
      else failures.push({ job, ...run });
    }
  }),
);
const longest = durations.sort((a, b) => b.seconds - a.seconds).slice(0, 12);
const lines = longest.map(({ job, seconds }) => `  ${seconds.toFixed(0)} s  ${jobName(job)}\n`);
process.stdout.write(`The longest jobs:\n${lines.join("")}`);
for (const { job, output, wasEnded } of failures) {
  process.stdout.write(output);
  if (wasEnded) process.stdout.write(`Ended after ${jobMinutes} minutes: ${job.join(", ")}\n`);
}
if (failures.length > 0) {
  process.stderr.write(`Failed: ${failures.flatMap(({ job }) => job).join(", ")}\n`);
  process.exitCode = 1;
}
