import { answerAz } from "./answerAz.js";
import { answerAzd } from "./answerAzd.js";
import { answerPwsh } from "./answerPwsh.js";
import type { CliOutput, FakeCli, FakeCliSettings } from "./fakeCliSettings.js";

const fakes = {
  az: answerAz,
  azd: answerAzd,
  pwsh: answerPwsh,
} as const satisfies Readonly<Record<string, FakeCli>>;

export type FakeCliName = keyof typeof fakes;

export async function runFakeCli(name: FakeCliName, settings: FakeCliSettings): Promise<void> {
  const output = await fakes[name](process.argv.slice(2), settings).catch(
    (error: unknown): CliOutput => ({
      stderr: `ERROR: ${error instanceof Error ? error.message : String(error)}`,
      exitCode: 1,
    }),
  );
  if (output.stdout !== undefined) process.stdout.write(`${output.stdout}\n`);
  if (output.stderr !== undefined) process.stderr.write(`${output.stderr}\n`);
  process.exitCode = output.exitCode;
}
