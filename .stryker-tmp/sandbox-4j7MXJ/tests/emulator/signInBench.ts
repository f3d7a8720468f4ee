// @ts-nocheck
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClientAssertionCredential } from "@azure/identity";
import { expect } from "chai";
import {
  defaultApplication,
  type Emulator,
  type EmulatorOptions,
  type Environment,
} from "intune-graph-emulator";
import { callGraph, configurationsPath } from "./callGraph.ts";
import { trustAuthority, trustNoEmulator } from "./trust.ts";
import { withEmulator } from "./withEmulator.ts";

/** What every test of a credential asks for. */
export const scope = "https://graph.microsoft.com/.default";

/** Something of @azure/identity that hands out tokens. */
export interface Credential {
  getToken(scope: string): Promise<{ readonly token: string } | null>;
}

/** What a test of a credential works with. */
export interface SignInBench {
  readonly emulator: Emulator;
  /** A folder that goes away with the test. */
  readonly folder: string;
  /** Tenant and client id, as most credentials take them. */
  readonly names: readonly [tenantId: string, clientId: string];
  /** Aims a credential at the emulator; only the first attempt counts. */
  readonly options: {
    readonly authorityHost: string;
    readonly disableInstanceDiscovery: true;
    readonly retryOptions: { readonly maxRetries: 0 };
  };
}

/** Runs a test against an emulator of its own, which this process trusts meanwhile. */
export async function withSignIn(
  options: EmulatorOptions,
  test: (bench: SignInBench) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "emulator-sign-in-"));
  try {
    await withEmulator(options, async ({ emulator }) => {
      trustAuthority(emulator.caCertificatePem);
      await test({
        emulator,
        folder,
        names: [emulator.tenantId, defaultApplication.clientId],
        options: {
          authorityHost: emulator.httpsUrl,
          disableInstanceDiscovery: true,
          retryOptions: { maxRetries: 0 },
        },
      });
    });
  } finally {
    trustNoEmulator();
    await rm(folder, { recursive: true });
  }
}

/** A credential that proves itself by a token from elsewhere. */
export function createAssertionCredential(
  { names, options }: SignInBench,
  getAssertion: () => Promise<string>,
): Credential {
  return new ClientAssertionCredential(...names, getAssertion, options);
}

/** Asks Graph with a token; answers the status. */
export async function askGraph({ emulator }: SignInBench, token: string): Promise<number> {
  const target = { baseUrl: emulator.url, token: () => Promise.resolve(token) };
  return (await callGraph(target, `GET ${configurationsPath}`)).status;
}

/** Expects that a credential's token opens Graph. */
export async function expectEntry(bench: SignInBench, credential: Credential): Promise<void> {
  const token = await credential.getToken(scope);
  expect(await askGraph(bench, token?.token ?? "")).to.equal(200);
}

/** What a credential says when it gets no token. */
export async function readRefusal(credential: Credential): Promise<string> {
  const error: unknown = await credential.getToken(scope).then(
    () => "There was a token.",
    (reason: unknown) => reason,
  );
  return String(error);
}

/** Runs an act with environment variables, and takes them away again. */
export async function withVariables<Result>(
  variables: Environment,
  act: () => Result | Promise<Result>,
): Promise<Result> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await act();
  } finally {
    for (const name of Object.keys(variables)) {
      const value = before[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
