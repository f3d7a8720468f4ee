import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { runMocha } from "./runJob.ts";

/**
 * Runs a file of tests many times, several at once and beside threads that only keep the processors busy: what relies on
 * the order in which the machine gets things done fails then. Ends with how many of the runs failed.
 */
const usage = "Usage: npm run stress -- FILE RUNS [--load BUSY_THREADS]";
const runLimitMs = 10 * 60_000;
const atOnce = 2 * availableParallelism();

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { load: { type: "string", default: String(atOnce) } },
});
const [file, runs, load] = [positionals[0], Number(positionals[1]), Number(values.load)];
if (file === undefined || !(runs > 0) || !(load >= 0)) throw new Error(usage);

const busy = Array.from({ length: load }, () => new Worker("for (;;);", { eval: true }));
const numbers = Array.from({ length: runs }, (_, index) => index + 1).values();
let failed = 0;
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (const number of numbers) {
      const { hasPassed, output } = await runMocha([file], AbortSignal.timeout(runLimitMs));
      if (hasPassed) continue;
      failed += 1;
      process.stdout.write(`Run ${number}:\n${pickFailures(output.toString())}\n`);
    }
  }),
);
await Promise.all(busy.map((worker) => worker.terminate()));
process.stdout.write(`${failed} of ${runs} runs failed (${atOnce} at once, load ${load}).\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** What mocha says after the list of tests; all of it where it did not come so far. */
function pickFailures(output: string): string {
  const counts = output.search(/^ +\d+ passing/m);
  return counts === -1 ? output : output.slice(counts);
}
