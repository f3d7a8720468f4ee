import { defaultBehaviour, type Behaviour } from "./behaviour.js";
import type { Authority } from "./http/authority.js";
import type { LoggedRequest } from "./pipeline/requestLog.js";
import type { FederatedCredential } from "./signIn/federatedCredential.js";
import { defaultWorkloads, type Workloads } from "./signIn/workloads.js";

export interface Application {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Application permissions granted by an administrator. */
  readonly roles: readonly string[];
  /** Certificates that sign in, each in PEM. */
  readonly certificates?: readonly string[];
  /** Trust in tokens of other issuers. */
  readonly federatedCredentials?: readonly FederatedCredential[];
}

export interface EmulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** 0, the default, takes a free one. */
  readonly httpsPort?: number;
  /** Names on the https certificate besides localhost. */
  readonly hostNames?: readonly string[];
  /** 127.0.0.1 by default; on any other address, whoever reaches it can sign in. */
  readonly host?: string;
  /** Signs the https certificate; by default one that the emulators of this process share. */
  readonly authority?: Authority;
  /** Called before a response leaves, which waits for it; for parts of batches too. */
  readonly onResponse?: (request: LoggedRequest) => void | Promise<void>;
  /** Milliseconds since 1970; drives tokens, quota, lag, dates. */
  readonly now?: () => number;
  /** By default timers that end when the emulator closes. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Wait before each answer. */
  readonly latencyMs?: number;
  /** Items in one page of a list, 100 by default. */
  readonly pageSize?: number;
  readonly tenantId?: string;
  /** By default one that may do everything. */
  readonly applications?: readonly Application[];
  /** 3599 by default, as Entra has it. */
  readonly tokenLifetimeSeconds?: number;
  /** What identity endpoints say of a workload. */
  readonly workloads?: Partial<Workloads>;
  /** Readings of what is not established about the real service. */
  readonly behaviour?: Partial<Behaviour>;
  /** Seed of ids and of the order of answers in a batch. */
  readonly seed?: number;
}

/** `sleep` is filled in by the emulator itself. */
export type Settings = Required<
  Omit<EmulatorOptions, "authority" | "behaviour" | "sleep" | "workloads">
> & {
  readonly authority: Authority | undefined;
  /** `Emulator.setBehaviour` changes it in place. */
  readonly behaviour: Behaviour;
  readonly workloads: Workloads;
};

/** The application of the default tenant. Its secret guards nothing. */
export const defaultApplication: Application = {
  clientId: "5d3c9a4e-6b1f-4c55-9d0e-2f7a8b6c1e90",
  clientSecret: "emulated-secret",
  roles: ["DeviceManagementApps.ReadWrite.All", "Group.Read.All"],
};

/** Fills in the defaults. */
export function fillOptions(options: EmulatorOptions): Settings {
  const { behaviour, workloads, ...given } = options;
  return {
    host: "127.0.0.1",
    authority: undefined,
    onResponse: () => undefined,
    port: 0,
    httpsPort: 0,
    hostNames: [],
    now: Date.now,
    latencyMs: 0,
    pageSize: 100,
    tenantId: "7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c",
    applications: [defaultApplication],
    tokenLifetimeSeconds: 3599,
    seed: 1,
    ...given,
    behaviour: { ...defaultBehaviour, ...behaviour },
    workloads: { ...defaultWorkloads, ...workloads },
  };
}
