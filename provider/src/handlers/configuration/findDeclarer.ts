import type { LiveConfiguration } from "../../domain/configuration.js";
import { normalizeGuid } from "../../domain/guid.js";
import { unlessGone } from "../confirmGone.js";
import type { Claim, Declaration } from "../declaration.js";
import type { HandlerContext } from "../handlerContext.js";
import { isTwin } from "./findTwins.js";

type DeclaredConfiguration = Declaration<Extract<Claim, { kind: "configuration" }>>;

/** The resource of this run that has the configuration now: it made it, took it over, or had it before. */
export function findOwner({ run }: HandlerContext, id: string): DeclaredConfiguration | undefined {
  return run
    ?.declared("configuration")
    .find(({ outcome, heldId }) => outcome === "done" && heldId === normalizeGuid(id));
}

/**
 * A resource of this run that means the configuration, or may mean it, and is not written: by the id that it takes over,
 * has, or leaves behind; or, where it names no id, by its name or its profile. Only for the last is Graph asked.
 */
export async function findUnsettled(
  context: HandlerContext,
  id: string,
): Promise<DeclaredConfiguration | undefined> {
  const unsettled = (context.run?.declared("configuration") ?? []).filter(
    ({ outcome }) => outcome !== "done",
  );
  const named = unsettled.find(({ claim, heldId, left }) =>
    [claim.inputs.adoptId, heldId, left?.id].includes(normalizeGuid(id)),
  );
  // One that has another by mistake, taken over and not written, means the one that it had too.
  const made = unsettled.filter(({ claim }) => claim.inputs.adoptId === undefined);
  if (named !== undefined || made.length === 0) return named;
  const live = await unlessGone(context, id, () => context.configurations.get(id));
  return live && made.find((declaration) => mayMean(declaration, live));
}

function mayMean({ claim: { inputs } }: DeclaredConfiguration, live: LiveConfiguration): boolean {
  return inputs.displayName === live.displayName || isTwin(live, inputs);
}
