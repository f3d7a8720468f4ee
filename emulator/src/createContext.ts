import type { EmulatorContext } from "./emulatorContext.js";
import type { Settings } from "./emulatorOptions.js";
import type { IncomingRequest } from "./pipeline/incomingRequest.js";
import type { Outcome } from "./pipeline/outcome.js";
import { createSeededRandom } from "./seededRandom.js";
import { createAccessTokens } from "./signIn/accessTokens.js";
import { listAudiences } from "./signIn/graphRoots.js";
import { Store } from "./store/store.js";

/** Makes what every operation can reach; `origins` may be filled in later, once the ports are known. */
export async function createContext(
  settings: Settings,
  origins: EmulatorContext["origins"],
  submit: (request: IncomingRequest) => Promise<Outcome>,
): Promise<EmulatorContext> {
  const { behaviour, now, seed, tenantId } = settings;
  const random = createSeededRandom(seed);
  const tokens = await createAccessTokens({
    tenantId,
    now,
    listAudiences: () => listAudiences(origins),
  });
  return {
    settings,
    random,
    tokens,
    origins,
    submit,
    store: new Store({ behaviour, random, now }),
  };
}
