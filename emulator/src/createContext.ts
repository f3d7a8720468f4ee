import { Approvals } from "./approval/approvals.js";
import type { EmulatorContext } from "./emulatorContext.js";
import type { Settings } from "./emulatorOptions.js";
import type { IncomingRequest } from "./pipeline/incomingRequest.js";
import type { Outcome } from "./pipeline/outcome.js";
import { createSeededRandom } from "./seededRandom.js";
import { createAccessTokens } from "./signIn/accessTokens.js";
import { FederatedIssuers } from "./signIn/federatedIssuers.js";
import { listAudiences } from "./signIn/graphRoots.js";
import { Registrations } from "./signIn/registrations.js";
import { Revocations } from "./signIn/revocations.js";
import { Store } from "./store/store.js";

export async function createContext(
  settings: Settings,
  origins: EmulatorContext["origins"],
  submit: (request: IncomingRequest) => Promise<Outcome>,
): Promise<EmulatorContext> {
  const { applications, behaviour, now, seed, tenantId } = settings;
  const random = createSeededRandom(seed);
  const revocations = new Revocations(now);
  const tokens = await createAccessTokens({
    tenantId,
    now,
    revocations,
    listAudiences: () => listAudiences(origins),
  });
  return {
    settings,
    random,
    tokens,
    revocations,
    approvals: new Approvals(now),
    registrations: new Registrations(applications),
    issuers: new FederatedIssuers(now),
    origins,
    submit,
    store: new Store({ behaviour, random, now }),
  };
}
