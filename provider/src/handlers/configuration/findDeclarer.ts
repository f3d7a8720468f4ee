import { normalizeGuid } from "../../domain/guid.js";
import { readLiveConfiguration, unlessGone } from "../readLive.js";
import type { HandlerContext } from "../handlerContext.js";
import { isTwin } from "./twins.js";

/**
 * A resource of this run that is not written and may mean the configuration: by an id that it adopts, holds or leaves, or
 * else by name or profile.
 */
export async function findUnsettled(context: HandlerContext, id: string) {
  const unsettled = context.run.configurations().filter(({ outcome }) => outcome !== "done");
  const named = unsettled.find(({ claim, heldId, left }) =>
    [claim.inputs.adoptId, heldId, left?.id].includes(normalizeGuid(id)),
  );
  // One with a wrong `adoptId` still means the configuration that it held.
  const made = unsettled.filter(({ claim }) => claim.inputs.adoptId === undefined);
  if (named !== undefined || made.length === 0) return named;
  const live = await unlessGone(readLiveConfiguration(context, id));
  if (live === undefined) return undefined;
  return made.find(
    ({ claim: { inputs } }) => inputs.displayName === live.displayName || isTwin(live, inputs),
  );
}
