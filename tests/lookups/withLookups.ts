import tls from "node:tls";
import * as pulumi from "@pulumi/pulumi";
import { createEmulator, type Emulator, type EmulatorOptions } from "intune-graph-emulator";

/** The configuration of a stack whose program reaches an emulator. */
export function configOf(emulator: Emulator): Record<string, string> {
  const [application] = emulator.applications;
  return {
    "intune:graphEndpoint": emulator.httpsUrl,
    "intune:authorityHost": emulator.httpsUrl,
    "intune:tenantId": emulator.tenantId,
    "intune:clientId": application?.clientId ?? "",
    "intune:clientSecret": application?.clientSecret ?? "",
  };
}

/**
 * Runs a test whose look-ups reach an emulator of its own, over TLS, with what Pulumi's runtime holds as configuration.
 * There is no engine: a look-up needs none.
 */
export async function withLookups(
  options: EmulatorOptions,
  test: (emulator: Emulator) => Promise<void>,
): Promise<void> {
  const trusted = tls.getCACertificates("default");
  const emulator = await createEmulator(options);
  try {
    tls.setDefaultCACertificates([...trusted, emulator.caCertificatePem]);
    useRun();
    pulumi.runtime.setAllConfig(configOf(emulator));
    await test(emulator);
  } finally {
    pulumi.runtime.setAllConfig({});
    tls.setDefaultCACertificates(trusted);
    await emulator.close();
  }
}

/**
 * Answers a declaration by mocks. Before and afterwards there is the same run without an engine, whose look-ups are those of
 * a real one.
 */
export function declareUnderMocks<T>(declare: () => T, isPreview = false): T {
  useRun(isPreview);
  const mocks = {
    newResource: ({ name }: { name: string }) => ({ id: name, state: {} }),
    call: () => ({}),
  };
  void pulumi.runtime.setMocks(mocks, undefined, undefined, isPreview);
  const declared = declare();
  useRun(isPreview);
  return declared;
}

const run = {};

/** Look-ups of a run without an engine share what those of one run do. */
function useRun(isPreview = false): void {
  pulumi.runtime.setMockOptions(run, undefined, undefined, isPreview);
}

/** The value of an output, once it is there. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply((value) => {
      resolve(value);
    });
  });
}

/** An application that has these permissions alone. */
export function withRoles(...roles: string[]): EmulatorOptions {
  const clientId = "0d0d0d0d-0000-4000-8000-000000000001";
  return { applications: [{ clientId, clientSecret: "reads-only", roles }] };
}
