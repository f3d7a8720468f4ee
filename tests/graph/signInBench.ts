import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createEmulator, type Emulator, type EmulatorOptions } from "intune-graph-emulator";
import { nodeEnvironment } from "../nodeEnvironment.ts";
import { trustAuthority, trustNoEmulator } from "../emulator/trust.ts";
import type { SignInAnswer } from "./signInChild.ts";

/** What a test of signing in works with. */
export interface SignInBench {
  emulator: Emulator;
  /** A folder that goes away with the test. */
  folder: string;
  /** Settings by name that sign in with the application's secret, over TLS. */
  config: Record<string, string>;
  /** Status with which Graph answers a token. */
  askGraph: (token: string) => Promise<number>;
}

/** Runs a test against an emulator of its own, which this process trusts meanwhile. */
export async function withSignIn(
  options: EmulatorOptions,
  test: (bench: SignInBench) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "provider-sign-in-"));
  const emulator = await createEmulator(options);
  try {
    trustAuthority(emulator.caCertificatePem);
    const [application] = emulator.applications;
    await test({
      emulator,
      folder,
      config: {
        graphEndpoint: emulator.httpsUrl,
        authorityHost: emulator.httpsUrl,
        tenantId: emulator.tenantId,
        clientId: application?.clientId ?? "",
        clientSecret: application?.clientSecret ?? "",
      },
      askGraph: async (token) => {
        const path = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";
        const headers = { authorization: `Bearer ${token}` };
        return (await fetch(`${emulator.url}${path}`, { headers })).status;
      },
    });
  } finally {
    trustNoEmulator();
    await emulator.close();
    await rm(folder, { recursive: true });
  }
}

/**
 * Signs in within a process that has these environment variables alone, and PATH: what a credential finds in the
 * environment by itself is then only what is given.
 */
export async function signInInChild(
  environment: Readonly<Record<string, string>>,
  config: Readonly<Record<string, string>> = {},
): Promise<SignInAnswer> {
  const file = join(import.meta.dirname, "signInChild.ts");
  const child = spawn(process.execPath, [file, JSON.stringify(config)], {
    env: { ...nodeEnvironment, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [said, problem] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (said === "") throw new Error(`The child said nothing: ${problem}`);
  return JSON.parse(said) as SignInAnswer;
}
