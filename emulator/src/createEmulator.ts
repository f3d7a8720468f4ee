import { setTimeout as wait } from "node:timers/promises";
import { createContext } from "./createContext.js";
import type { EmulatorContext } from "./emulatorContext.js";
import { fillOptions, type EmulatorOptions } from "./emulatorOptions.js";
import type { Emulator, TokenOptions } from "./emulator.js";
import { exportState, importState } from "./emulatorState.js";
import { openListeners } from "./http/openListeners.js";
import { createIdentityTools } from "./identity/createIdentityTools.js";
import { createPerformer } from "./pipeline/createPerformer.js";
import { createPipeline } from "./pipeline/createPipeline.js";
import { FaultScript } from "./pipeline/faultScript.js";
import { RequestLog } from "./pipeline/requestLog.js";
import { Tenant } from "./store/tenant.js";

/**
 * Starts an emulator, on 127.0.0.1 unless `host` is another address, by http and by https.
 *
 * @example
 * const emulator = await createEmulator({ behaviour: { assign: "merge" } });
 * const group = emulator.tenant.addGroup({ displayName: "Field Service Technicians" });
 * // … aim a client at emulator.url …
 * await emulator.close();
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = fillOptions(options);
  const { sleep = waitInBackground } = options;
  const origins = { http: "", https: "", hostNames: settings.hostNames };
  const context = await createContext(settings, origins, (request) => answer(request));
  const faults = new FaultScript();
  const log = new RequestLog();
  const perform = createPerformer(context);
  const answer = createPipeline({ context, faults, log, perform, sleep });
  const listeners = await openListeners(settings, answer);
  Object.assign(origins, listeners.origins);
  return {
    url: origins.http,
    httpsUrl: origins.https,
    caCertificatePem: listeners.caCertificatePem,
    tenantId: settings.tenantId,
    applications: settings.applications,
    requests: log.entries,
    clearRequests: () => {
      log.clear();
    },
    tenant: new Tenant(context.store, settings.behaviour),
    approvals: context.approvals,
    script: (fault) => faults.add(fault),
    faults,
    setBehaviour: (changes) => Object.assign(settings.behaviour, changes),
    behaviour: settings.behaviour,
    exportState: () => exportState(context),
    importState: (state) => {
      importState(context, state);
    },
    issueToken: (token = {}) => issueToken(token, context),
    ...createIdentityTools(context, listeners.caCertificatePem),
    close: () => listeners.close(),
  };
}

function issueToken(token: TokenOptions, { settings, tokens }: EmulatorContext): Promise<string> {
  const [application] = settings.applications;
  return tokens.issue({
    clientId: token.clientId ?? application?.clientId ?? "",
    roles: token.roles ?? application?.roles ?? [],
    audience: token.audience ?? "https://graph.microsoft.com",
    expiresInSeconds: token.expiresInSeconds ?? settings.tokenLifetimeSeconds,
  });
}

/** The open server keeps the process running, and not a wait. */
async function waitInBackground(ms: number): Promise<void> {
  if (ms > 0) await wait(ms, undefined, { ref: false });
}
