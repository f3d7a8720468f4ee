import type { Approvals } from "./approval/approvals.js";
import type { Settings } from "./emulatorOptions.js";
import type { Outcome } from "./pipeline/outcome.js";
import type { IncomingRequest } from "./pipeline/incomingRequest.js";
import type { SeededRandom } from "./seededRandom.js";
import type { AccessTokens } from "./signIn/accessTokens.js";
import type { FederatedIssuers } from "./signIn/federatedIssuers.js";
import type { Origins } from "./signIn/graphRoots.js";
import type { Registrations } from "./signIn/registrations.js";
import type { Revocations } from "./signIn/revocations.js";
import type { Store } from "./store/store.js";

export interface EmulatorContext {
  readonly settings: Settings;
  readonly store: Store;
  readonly random: SeededRandom;
  readonly tokens: AccessTokens;
  readonly revocations: Revocations;
  readonly approvals: Approvals;
  readonly registrations: Registrations;
  readonly issuers: FederatedIssuers;
  readonly origins: Origins;
  submit(request: IncomingRequest): Promise<Outcome>;
}
