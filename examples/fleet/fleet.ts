import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { formatProgress, formatSummary } from "./formatResults.ts";
import { readTenants, TenantsFileError } from "./readTenants.ts";
import type { Result, Task } from "./result.ts";
import { identifyFleet, joinResults, ResultsError, writeResults } from "./resultsFile.ts";
import { runFleet } from "./runFleet.ts";
import { parseShard, pickShard } from "./shard.ts";
import { startTenant } from "./startTenant.ts";
import { watchSignals } from "./watchSignals.ts";

const usage = `node fleet.ts preview|up [options]
node fleet.ts join RESULTS...   prints the results of all parts as one, and ends as one run would

  --tenants FILE       the tenants (tenants.json beside this program)
  --only NAME          only this tenant; may be given several times
  --shard I/N          only part I of N, such as 2/8: each machine runs one
  --results FILE       writes the results for join
  --parallel N         how many run at once (4)
  --refresh            look at what is live first: shows drift
  --expect-no-changes  end with 7 where a tenant has changes
  --allow-deletes      let resources go that the file no longer declares
  --logs FOLDER        takes each tenant's output (fleet-logs)
  --program FILE       declares a tenant's resources (program.ts beside this program)
  --policy-pack FOLDER a policy pack that every tenant must satisfy; may be given several times
  --policy-pack-config FILE
                       the configuration of a policy pack, in the order of --policy-pack
`;

/** What a person got wrong, printed with the usage. */
class UsageError extends Error {}

const beside = (name: string): string => join(import.meta.dirname, name);

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tenants: { type: "string", default: beside("tenants.json") },
      only: { type: "string", multiple: true, default: [] },
      shard: { type: "string", default: "1/1" },
      results: { type: "string" },
      parallel: { type: "string", default: "4" },
      refresh: { type: "boolean", default: false },
      "expect-no-changes": { type: "boolean", default: false },
      "allow-deletes": { type: "boolean", default: false },
      logs: { type: "string", default: "fleet-logs" },
      program: { type: "string", default: beside("program.ts") },
      "policy-pack": { type: "string", multiple: true, default: [] },
      "policy-pack-config": { type: "string", multiple: true, default: [] },
    },
  });
  const [verb, ...rest] = positionals;
  if (verb === "join") return { join: rest };
  if ((verb !== "preview" && verb !== "up") || rest.length > 0)
    throw new UsageError("Say preview, up or join.");
  const parallel = Number(values.parallel);
  if (!Number.isInteger(parallel) || parallel < 1)
    throw new UsageError("--parallel must be a whole number from 1.");
  const shard = parseShard(values.shard);
  if (shard === undefined)
    throw new UsageError("--shard must name a part and how many there are, such as 2/8.");
  if (shard.count > 1 && values.only.length > 0)
    throw new UsageError("--only names tenants, and --shard picks some: give one of the two.");
  const task: Task = {
    verb,
    refresh: values.refresh,
    allowDeletes: values["allow-deletes"],
    program: resolve(values.program),
    policyPacks: values["policy-pack"].map((folder) => resolve(folder)),
    policyPackConfigs: values["policy-pack-config"].map((file) => resolve(file)),
  };
  return { values, parallel, shard, task };
}

/** The tenants at work. */
const running = new Set<string>();
const { stop, stopAtOnce } = watchSignals(running);
// Whoever read this has read enough; the tenants go on.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

async function run(): Promise<number> {
  const given = readArguments();
  if ("join" in given) {
    const { results, expectNoChanges } = await joinResults(given.join);
    process.stdout.write(`${formatSummary(results)}\n`);
    return chooseExitCode(results, expectNoChanges);
  }
  const { values, parallel, shard, task } = given;
  const { tenants: all, secretsProvider } = await readTenants(values.tenants);
  const missing = values.only.filter((name) => all.every((tenant) => tenant.name !== name));
  if (missing.length > 0)
    throw new UsageError(`${values.tenants} has no tenant ${missing.join(", ")}.`);
  const chosen = (name: string): boolean => values.only.length === 0 || values.only.includes(name);
  const tenants = pickShard(all, shard).filter(({ name }) => chosen(name));
  await mkdir(values.logs, { recursive: true });
  const results = await runFleet({
    tenants,
    parallel,
    run: async (tenant) => {
      running.add(tenant.name);
      const result = await startTenant(tenant, {
        task: { ...task, ...(secretsProvider !== undefined && { secretsProvider }) },
        logFolder: values.logs,
        ...{ stop, stopAtOnce },
      });
      running.delete(tenant.name);
      return result;
    },
    onResult: (result, done) => {
      process.stdout.write(`${formatProgress(result, done, tenants.length)}\n`);
    },
  });
  process.stdout.write(`\n${formatSummary(results)}\n`);
  const expectNoChanges = values["expect-no-changes"];
  if (values.results !== undefined) {
    const fleet = identifyFleet(all.map(({ name }) => name));
    await writeResults(values.results, { shard, fleet, expectNoChanges, results });
  }
  return chooseExitCode(results, expectNoChanges);
}

/** 1 where a tenant failed or was refused; 7, as Pulumi has it, where there are changes that nobody expected. */
function chooseExitCode(results: readonly Result[], expectNoChanges: boolean): number {
  const has = (...outcomes: string[]): boolean =>
    results.some(({ outcome }) => outcomes.includes(outcome));
  if (has("failed", "refused")) return 1;
  return expectNoChanges && has("pending", "changed") ? 7 : 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  const isOfFile = error instanceof TenantsFileError || error instanceof ResultsError;
  const known = isOfFile || error instanceof UsageError;
  const badOption = error instanceof TypeError && "code" in error;
  if (!known && !badOption) throw error;
  process.stderr.write(`${error.message}\n${isOfFile ? "" : `\n${usage}`}`);
  process.exitCode = 2;
}
