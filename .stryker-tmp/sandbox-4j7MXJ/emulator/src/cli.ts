#!/usr/bin/env node
// @ts-nocheck
import { writeFile } from "node:fs/promises";
import { describeEmulator } from "./describeEmulator.js";
import { createEmulator } from "./createEmulator.js";
import { parseArguments, type CliArguments } from "./parseArguments.js";
import { seedTenant } from "./seedTenant.js";

const parsed = parseArguments(process.argv.slice(2));
if ("problem" in parsed) fail(parsed.problem, 2);
else {
  await run(parsed).catch((error: unknown) => {
    // A port that is taken, a file that cannot be written: the message names it.
    fail(error instanceof Error ? error.message : String(error), 1);
  });
}

function fail(problem: string, exitCode: number): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = exitCode;
}

async function run({ options, caFile, isEmpty }: CliArguments): Promise<void> {
  const emulator = await createEmulator(options);
  process.once("SIGINT", () => void emulator.close());
  process.once("SIGTERM", () => void emulator.close());
  try {
    if (caFile !== undefined) await writeFile(caFile, emulator.caCertificatePem);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  const seeded = isEmpty ? undefined : seedTenant(emulator.tenant);
  process.stdout.write(`${describeEmulator(emulator, seeded).join("\n")}\n`);
}
