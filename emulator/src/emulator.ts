import type { Approvals } from "./approval/approvals.js";
import type { Behaviour } from "./behaviour.js";
import type { Application } from "./emulatorOptions.js";
import type { EmulatorState } from "./emulatorState.js";
import type { IdentityTools } from "./identity/identityTools.js";
import type { Fault, FaultHandle, FaultScript } from "./pipeline/faultScript.js";
import type { LoggedRequest } from "./pipeline/requestLog.js";
import type { Tenant } from "./store/tenant.js";

/** A running emulator. */
export interface Emulator extends IdentityTools {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** `https://127.0.0.1:PORT`; the certificate is valid for localhost too. */
  readonly httpsUrl: string;
  /** The authority that a client must trust to use `httpsUrl`. */
  readonly caCertificatePem: string;
  readonly tenantId: string;
  /** The applications that can sign in. */
  readonly applications: readonly Application[];
  /** What arrived so far, parts of batches and sign-ins included, in order of arrival. */
  readonly requests: readonly LoggedRequest[];
  /** Empties `requests`. */
  readonly clearRequests: () => void;
  /** The store, as a portal admin uses it. */
  readonly tenant: Tenant;
  /** The changes that wait under `behaviour.multiAdminApproval`, and how another administrator decides. */
  readonly approvals: Omit<Approvals, "ask" | "complete">;
  /** Makes something go wrong with a request to come. */
  readonly script: (fault: Fault) => FaultHandle;
  /** The script, to look at or to clear. */
  readonly faults: Pick<FaultScript, "list" | "clear">;
  /** The switches as they are. */
  readonly behaviour: Behaviour;
  /** Changes switches from now on. */
  readonly setBehaviour: (changes: Partial<Behaviour>) => void;
  /** What outlasts the emulator, as JSON: tenant, approvals, and where the sequence of ids goes on. */
  readonly exportState: () => EmulatorState;
  /** Puts what was exported in place of what there is; lags end. Throws on what is no state. */
  readonly importState: (state: EmulatorState) => void;
  /** A bearer token, by default of the first application with its permissions. */
  readonly issueToken: (token?: TokenOptions) => Promise<string>;
  /** Destroys open sockets and leaves nothing running. */
  readonly close: () => Promise<void>;
}

/** What a token for direct use says. */
export interface TokenOptions {
  /** Any id; the first application's by default. */
  readonly clientId?: string;
  /** Application permissions; those of the first application by default. */
  readonly roles?: readonly string[];
  /** The global Graph by default. */
  readonly audience?: string;
  /** Lifetime; as long as the token endpoint's by default. */
  readonly expiresInSeconds?: number;
}
