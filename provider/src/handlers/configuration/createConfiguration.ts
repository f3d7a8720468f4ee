import AsyncLock from "async-lock";
import { quoteName, visibleForm } from "../../domain/alikeNames.js";
import {
  contentNames,
  unreadState,
  type CheckedConfiguration,
  type LiveConfiguration,
} from "../../domain/configuration.js";
import { describeConfiguration, parseCreated, toCreation } from "../../graph/configurationsApi.js";
import { isRequestFailure, type GraphError } from "../../graph/graphError.js";
import type { HandlerContext } from "../handlerContext.js";
import { IncompleteError, RefusedError } from "../handlers.js";
import { pollUntil, readLiveConfiguration } from "../readLive.js";
import {
  compareWithDeclared,
  contentOf,
  describeUnstored,
  goalOf,
  nameProperties,
} from "./configurationState.js";
import { findTwins, refuseTwins } from "./twins.js";
import { seeFirst } from "./updateConfiguration.js";

/**
 * @throws IncompleteError if it exists, but not as declared or not readable.
 * @throws RefusedError, GraphError, Error (unknown outcome) if there is none that the stack surely owns.
 */
export async function createConfiguration(context: HandlerContext, inputs: CheckedConfiguration) {
  if (inputs.adoptId !== undefined) return adoptConfiguration(context, inputs, inputs.adoptId);
  // The second of two alike sees what the first created.
  const key = visibleForm(inputs.displayName).trim();
  const { live, requests } = await locks.acquire(key, () => createOnce(context, inputs));
  const { id } = live;
  if (requests === 0) return adoptConfiguration(context, inputs, id);
  context.madeAtMs.set(id, context.clock.now());
  const { state } = compareWithDeclared(live, inputs);
  try {
    // A lost request may take effect late.
    const twins = requests === 1 ? [] : await findTwins(context, inputs, true);
    const others = twins.map((twin) => twin.id).filter((other) => other !== id);
    if (others.length > 0)
      throw new IncompleteError(
        id,
        state,
        `Created ${describeConfiguration(id)}, but Intune now has others of that name with that profile: ` +
          `${others.join(", ")}. An attempt whose answer got lost has likely made them: delete them in ` +
          "Intune if nobody else did. Then run the command again.",
      );
    const found = compareWithDeclared(await readLiveConfiguration(context, id), inputs);
    if (found.differing.length === 0) return { id, state: found.state };
    throw new IncompleteError(id, found.state, describeUnstored(id, found.differing));
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    const reason = `It was created, but cannot be read back. ${error.message}`;
    throw new IncompleteError(id, state, reason);
  }
}

const locks = new AsyncLock({ maxPending: Infinity });

/**
 * Never creates two: without a twin before, one found after a lost response is the new one. `requests` is 0 for a twin that
 * may be adopted.
 * @throws RefusedError, GraphError if nothing was created; otherwise Error (unknown outcome).
 */
async function createOnce(context: HandlerContext, inputs: CheckedConfiguration) {
  const { sharedList, clock } = context;
  const goal = goalOf(inputs);
  const declared = contentNames.filter((name) => goal[name] !== null);
  const request = toCreation(contentOf(inputs, declared));
  let lastLost: GraphError | undefined;
  let requests = 0;
  let isNew = sharedList.newFromNow();
  try {
    const changed = await context.write({
      parse: (json) => parseCreated(json, isNew),
      async read(lost) {
        const read = () => findTwins(context, inputs, lost !== undefined);
        // What was just lost may show late.
        const isSettled = lost === lastLost;
        lastLost = lost;
        const shows = (found: LiveConfiguration[]) => isSettled || found.length > 0;
        const { value: live } = await pollUntil(context, read, shows);
        if (lost === undefined && live.length > 0 && !mayAdopt(context, live))
          throw await refuseTwins(context, inputs, live);
        isNew = sharedList.newFromNow();
        return { live, readAtMs: clock.now() };
      },
      requestFor(found, lost) {
        if (lost !== undefined && found.length > 1) throw outcomeUnknown(inputs, lost, found);
        return found.length === 0 ? request : undefined;
      },
      onSent: () => (requests += 1),
    });
    const [live] = ("answer" in changed ? [changed.answer] : changed.live) as [LiveConfiguration];
    sharedList.add(live);
    return { live, requests };
  } catch (error) {
    if (lastLost === undefined || !isRequestFailure(error)) throw error;
    throw outcomeUnknown(inputs, lastLost, []);
  }
}

/** The response to a POST was lost, and no read shows its effect. */
function outcomeUnknown(
  { displayName }: CheckedConfiguration,
  lost: GraphError,
  found: readonly LiveConfiguration[],
): Error {
  const ids = found.map(({ id }) => id).join(", ") || "none yet";
  return new Error(
    `${lost.message} It is not known whether it was made. Of the name ${quoteName(displayName)} with this profile, Intune ` +
      `shows ${ids}. Run the command again: what is there by then is named and not made twice, and \`adoptId\` takes it over.`,
  );
}

/** Named by a person, and held by no resource of this run. */
function mayAdopt({ run, adoptIds }: HandlerContext, twins: readonly LiveConfiguration[]): boolean {
  const [{ id }] = twins as [LiveConfiguration];
  const isHeld = run.configurations().some(({ heldId }) => heldId === id);
  return twins.length === 1 && !isHeld && adoptIds.delete(id);
}

/** Writes nothing: no preview has shown what that would overwrite. */
async function adoptConfiguration(
  context: HandlerContext,
  inputs: CheckedConfiguration,
  adoptId: string,
) {
  const live = await readLiveConfiguration(context, adoptId);
  const { state, differing } = compareWithDeclared(live, inputs);
  const { id } = live;
  if (differing.length === 0) return { id, state };
  const unlike = `not as the program declares it: ${nameProperties(differing)}.`;
  const replaced = context.run
    .configurations()
    .find(({ claim, left }) => left !== undefined && claim.inputs.adoptId === adoptId);
  // Recorded, it would let a later run delete the former configuration unseen.
  if (replaced?.left)
    throw new RefusedError(
      `Cannot take over ${describeConfiguration(id)} in place of ${replaced.left.id}: it is ${unlike}`,
      "Nothing was changed, and the resource keeps the one that it has. The ways out:",
      "  * if the id is wrong, set `adoptId` right, or take it out again;",
      "  * declare what the configuration holds, run `pulumi up`, and change it after that;",
      "  * declare it in a resource of its own.",
    );
  // Unread: nothing overwrites it before a preview shows it.
  throw new IncompleteError(
    id,
    unreadState,
    `Took over ${describeConfiguration(id)}, which is ${unlike} Nothing was changed in Intune. ${seeFirst}`,
  );
}
