import { openControl } from "../control/openControl.js";
import { createEmulator } from "../createEmulator.js";
import type { Emulator } from "../emulator.js";
import { defaultBehaviour } from "../behaviour.js";
import { seedTenant } from "../seedTenant.js";
import type { TenantDocument } from "../store/tenantDocument.js";
import { openAuthority } from "./authorityFolder.js";
import { describeRequest } from "./describeRequest.js";
import type { ProgramOptions } from "./parseArguments.js";
import { readJsonFile } from "./readJsonFile.js";
import { readVersion } from "./readVersion.js";
import { StateFile } from "./stateFile.js";

export interface Started {
  readonly emulator: Emulator;
  readonly controlUrl: string | undefined;
  readonly close: () => Promise<void>;
}

/** Closes what is open before it throws. */
export async function startEmulator(options: ProgramOptions): Promise<Started> {
  const authority =
    options.certDir === undefined ? undefined : await openAuthority(options.certDir);
  const state = options.state === undefined ? undefined : new StateFile(options.state);
  const emulator: Emulator = await createEmulator({
    host: options.host,
    hostNames: options.hostName,
    port: options.port,
    httpsPort: options.httpsPort,
    latencyMs: options.latency,
    pageSize: options.pageSize,
    seed: options.randomSeed,
    behaviour: options.behaviour,
    ...(authority && { authority }),
    onResponse: (request) => {
      if (options.log) process.stderr.write(`${describeRequest(request)}\n`);
      if (request.method !== "GET") state?.save(emulator);
    },
  });
  try {
    return await completeStart({ emulator, options, state });
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

async function completeStart(begun: {
  readonly emulator: Emulator;
  readonly options: ProgramOptions;
  readonly state: StateFile | undefined;
}): Promise<Started> {
  const { emulator, options, state } = begun;
  fillTenant(emulator, options);
  state?.restore(emulator);
  const atStart = emulator.exportState();
  state?.save(emulator);
  if (options.controlPort === undefined) {
    return { emulator, controlUrl: undefined, close: emulator.close };
  }
  const control = await openControl({
    emulator,
    port: options.controlPort,
    version: readVersion(),
    onChange: () => state?.save(emulator),
    reset: () => {
      emulator.importState(atStart);
      emulator.setBehaviour({ ...defaultBehaviour, ...options.behaviour });
      emulator.faults.clear();
      emulator.clearRequests();
    },
  });
  const close = async () => {
    await Promise.all([control.close(), emulator.close()]);
  };
  return { emulator, controlUrl: `http://127.0.0.1:${control.port}`, close };
}

function fillTenant({ tenant }: Emulator, { seed, empty }: ProgramOptions): void {
  if (seed !== undefined) {
    readJsonFile(seed, (document) => {
      tenant.load(document as TenantDocument);
    });
  } else if (empty === undefined) seedTenant(tenant);
}
