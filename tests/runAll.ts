import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";

/**
 * Runs every test but the long ones, as many processes at once as there are processors. A file that drives the engine has
 * a process of its own: programs of the Automation API run inside the process that starts them and share its state, and
 * what a killed engine leaves behind must not reach another file's. The files of any other folder share one.
 */
const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const drivesEngine = (file: string): boolean => /^tests.(engine|states)\b/.test(file);

const files = globSync("tests/*/*.test.ts").sort();
const engineFiles = files.filter(drivesEngine);
const folders = new Set(files.filter((file) => !drivesEngine(file)).map(dirname));
// The longest first.
const jobs = [
  ...[...folders].map((folder) => globSync(join(folder, "*.test.ts")).sort()),
  ...engineFiles.map((file) => [file]),
];

async function runJob(job: readonly string[]): Promise<{ hasPassed: boolean; output: Buffer }> {
  const child = spawn(process.execPath, [mocha, ...job], { stdio: ["ignore", "pipe", "pipe"] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  return { hasPassed: code === 0, output: Buffer.concat(output) };
}

// A job's output is printed as one, since two at once would be unreadable; failures come last, where they are looked for.
const failures: { job: readonly string[]; output: Buffer }[] = [];
const waiting = jobs.values();
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (const job of waiting) {
      const { hasPassed, output } = await runJob(job);
      if (hasPassed) process.stdout.write(output);
      else failures.push({ job, output });
    }
  }),
);
for (const { output } of failures) process.stdout.write(output);
if (failures.length > 0) {
  process.stderr.write(`Failed: ${failures.flatMap(({ job }) => job).join(", ")}\n`);
  process.exitCode = 1;
}
