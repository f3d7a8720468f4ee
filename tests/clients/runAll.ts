import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { clients, type Client, type CommandLine } from "./clients.ts";
import { identities, runClient, runCommand } from "./runClient.ts";

/**
 * Runs clients that others wrote against the emulator, each from its own registry: `npm run test:clients`, and
 * `npm run test:clients -- go` for one of them. A language that the machine lacks is skipped; with `--all`, that is a failure.
 */
const counts = { passed: 0, failed: 0, skipped: 0 };

function report(outcome: keyof typeof counts, what: string, why = ""): void {
  counts[outcome] += 1;
  process.stdout.write(`${outcome}: ${what}${why === "" ? "" : `: ${why}`}\n`);
}

async function findMissing(needs: readonly CommandLine[]): Promise<string[]> {
  const found = await Promise.all(
    needs.map((command) =>
      runCommand(command).then(
        () => [],
        () => [command[0]],
      ),
    ),
  );
  return found.flat();
}

async function tryClient(client: Client): Promise<void> {
  const missing = await findMissing(client.needs);
  if (missing.length > 0) {
    report("skipped", client.folder, `${missing.join(" and ")} not on this machine`);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), `client-${client.folder}-`));
  try {
    await cp(join(import.meta.dirname, client.folder), folder, { recursive: true });
    for (const command of client.install) await runCommand(command, { cwd: folder });
    for (const identity of identities) {
      const problem = await runClient(client, folder, identity);
      report(
        problem === undefined ? "passed" : "failed",
        `${client.folder} by ${identity}`,
        problem,
      );
    }
  } catch (error) {
    report("failed", `${client.folder}, installing`, String(error));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const { values, positionals: names } = parseArgs({
  options: { all: { type: "boolean" } },
  allowPositionals: true,
});
const unknown = names.filter((name) => !clients.some(({ folder }) => folder === name));
if (unknown.length > 0) throw new Error(`No client is called ${unknown.join(", ")}.`);
for (const client of clients) {
  if (names.length === 0 || names.includes(client.folder)) await tryClient(client);
}
const { passed, failed, skipped } = counts;
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
if (failed > 0 || (values.all && skipped > 0)) process.exitCode = 1;
