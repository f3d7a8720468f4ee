import type { Approvals } from "./approval/approvals.js";
import type { Behaviour } from "./behaviour.js";
import type { Application } from "./emulatorOptions.js";
import type { EmulatorState } from "./emulatorState.js";
import type { IdentityTools } from "./identity/identityTools.js";
import type { Fault, FaultHandle, FaultScript } from "./pipeline/faultScript.js";
import type { LoggedRequest } from "./pipeline/requestLog.js";
import type { Tenant } from "./store/tenant.js";

export interface Emulator extends IdentityTools {
  readonly url: string;
  /** `https://127.0.0.1:PORT`; the certificate is valid for localhost too. */
  readonly httpsUrl: string;
  /** The authority that a client must trust to use `httpsUrl`. */
  readonly caCertificatePem: string;
  readonly tenantId: string;
  /** The applications that can sign in. */
  readonly applications: readonly Application[];
  /** In order of arrival, with sign-ins and the parts of batches. */
  readonly requests: readonly LoggedRequest[];
  readonly clearRequests: () => void;
  /** The store, as a portal admin uses it. */
  readonly tenant: Tenant;
  /** Changes that wait under `behaviour.multiAdminApproval`. */
  readonly approvals: Omit<Approvals, "ask" | "complete">;
  /** Makes something go wrong with a request to come. */
  readonly script: (fault: Fault) => FaultHandle;
  /** The script, to look at or to clear. */
  readonly faults: Pick<FaultScript, "list" | "clear">;
  readonly behaviour: Behaviour;
  /** Changes switches from now on. */
  readonly setBehaviour: (changes: Partial<Behaviour>) => void;
  /** Tenant, approvals, and the position in the sequence of ids. */
  readonly exportState: () => EmulatorState;
  /** Replaces what there is; lags end. Throws on an invalid state. */
  readonly importState: (state: EmulatorState) => void;
  /** A bearer token. */
  readonly issueToken: (token?: TokenOptions) => Promise<string>;
  /** Destroys open sockets and leaves nothing running. */
  readonly close: () => Promise<void>;
}

/** What a token for direct use says. */
export interface TokenOptions {
  /** The first application's by default. */
  readonly clientId?: string;
  /** The first application's by default. */
  readonly roles?: readonly string[];
  /** The global Graph by default. */
  readonly audience?: string;
  /** As the token endpoint's by default. */
  readonly expiresInSeconds?: number;
}
