import AsyncLock from "async-lock";
import { quoteName, visibleForm } from "../../domain/alikeNames.js";
import {
  contentNames,
  findContentDifferences,
  unreadState,
  type CheckedConfiguration,
  type LiveConfiguration,
  type NewConfiguration,
} from "../../domain/configuration.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import { isRequestFailure, type GraphError } from "../../graph/graphError.js";
import { IncompleteError, RefusedError } from "../errors.js";
import type { HandlerContext } from "../handlerContext.js";
import { pollUntil, readLiveConfiguration } from "../readLive.js";
import {
  contentOf,
  describeUnstored,
  goalOf,
  nameProperties,
  stateOf,
} from "./configurationState.js";
import { findTwins, refuseTwins } from "./twins.js";
import { seeFirst } from "./updateConfiguration.js";

/** The response to a POST was lost, and no read shows its effect. */
class UnknownOutcomeError extends Error {
  override readonly name = "UnknownOutcomeError";

  constructor(displayName: string, lost: GraphError, found: readonly LiveConfiguration[]) {
    const seen =
      found.length === 0
        ? `Looked for it since, and Intune shows none yet that is named ${quoteName(displayName)} and has this profile.`
        : `Since then Intune shows more than one: ${found.map(({ id }) => id).join(", ")}.`;
    super(
      `${lost.message} It is not known whether it was made. ${seen} Run the command again: what is there by then is ` +
        "named and not made twice, and `adoptId` takes it over.",
    );
  }
}

/**
 * @throws IncompleteError if it exists, but not as declared or not readable.
 * @throws RefusedError, UnknownOutcomeError, GraphError if there is none that the stack surely owns.
 */
export async function createConfiguration(context: HandlerContext, inputs: CheckedConfiguration) {
  if (inputs.adoptId !== undefined) return adoptConfiguration(context, inputs, inputs.adoptId);
  const { displayName } = inputs;
  // The second of two alike sees what the first created.
  const made = await locks.acquire(visibleForm(displayName).trim(), () => make(context, inputs));
  const { id } = made.live;
  if (made.requests === 0) return adoptConfiguration(context, inputs, id);
  context.madeAtMs.set(id, context.clock.now());
  const incomplete = (reason: string, state = stateOf(made.live, goalOf(inputs))) =>
    new IncompleteError(id, state, reason);
  try {
    // A lost request may take effect late.
    const twins = made.requests === 1 ? [] : await findTwins(context, inputs, true);
    const others = twins.filter((twin) => twin.id !== id).map((twin) => twin.id);
    if (others.length > 0)
      throw incomplete(
        `Created ${describeConfiguration(id)}, but Intune now has others of that name with that profile: ` +
          `${others.join(", ")}. An attempt whose answer got lost has likely made them: delete them in ` +
          "Intune if nobody else did. Then run the command again.",
      );
    const { state, differing } = compareWithDeclared(
      await readLiveConfiguration(context, id),
      inputs,
    );
    if (differing.length > 0) throw incomplete(describeUnstored(id, differing), state);
    return { id, state };
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    throw incomplete(`It was created, but cannot be read back. ${error.message}`);
  }
}

const locks = new AsyncLock({ maxPending: Infinity });

/**
 * Never creates two: without a twin before, one found after a lost response is the new one. `requests` is 0 for a twin that
 * may be adopted.
 * @throws RefusedError, GraphError if nothing was created; otherwise UnknownOutcomeError.
 */
async function make(context: HandlerContext, inputs: CheckedConfiguration) {
  const { configurations, sharedList, clock } = context;
  const goal = goalOf(inputs);
  const declared = contentNames.filter((name) => goal[name] !== null);
  let lastLost: GraphError | undefined;
  let requests = 0;
  let isNew = sharedList.newFromNow();
  const findMade = async (lost: GraphError): Promise<LiveConfiguration[]> => {
    const find = () => findTwins(context, inputs, true);
    if (lost === lastLost) return find();
    lastLost = lost;
    return (await pollUntil(context, find, (found) => found.length > 0)).value;
  };
  const findNone = async (): Promise<LiveConfiguration[]> => {
    const twins = await findTwins(context, inputs);
    if (twins.length > 0 && !mayAdopt(context, twins))
      throw await refuseTwins(context, inputs, twins);
    return twins;
  };
  try {
    const changed = await configurations.create(contentOf(inputs, declared) as NewConfiguration, {
      isNew: (id) => isNew(id),
      async read(lost) {
        const live = await (lost ? findMade(lost) : findNone());
        isNew = sharedList.newFromNow();
        return { live, readAtMs: clock.now() };
      },
      isNeeded(made, lost) {
        if (lost !== undefined && made.length > 1)
          throw new UnknownOutcomeError(inputs.displayName, lost, made);
        return made.length === 0;
      },
      onSent: () => (requests += 1),
    });
    const [live] = ("answer" in changed ? [changed.answer] : changed.live) as [LiveConfiguration];
    sharedList.add(live);
    return { live, requests };
  } catch (error) {
    if (lastLost === undefined || !isRequestFailure(error)) throw error;
    throw new UnknownOutcomeError(inputs.displayName, lastLost, []);
  }
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
  const names = nameProperties(differing);
  const replaced = context.run
    .configurations()
    .find(({ claim, left }) => left !== undefined && claim.inputs.adoptId === adoptId);
  // Recorded, it would let a later run delete the former configuration unseen.
  if (replaced?.left)
    throw new RefusedError(
      `Cannot take over ${describeConfiguration(id)} in place of ${replaced.left.id}: it is not as the program declares it: ${names}.`,
      "Nothing was changed, and the resource keeps the one that it has. The ways out:",
      "  * if the id is wrong, set `adoptId` right, or take it out again;",
      "  * declare what the configuration holds, run `pulumi up`, and change it after that;",
      "  * declare it in a resource of its own.",
    );
  const tookOver = `Took over ${describeConfiguration(id)}, which is not as the program declares it: ${names}.`;
  // Unread: nothing overwrites it before a preview shows it.
  throw new IncompleteError(
    id,
    unreadState,
    `${tookOver} Nothing was changed in Intune. ${seeFirst}`,
  );
}

export function compareWithDeclared(live: LiveConfiguration, inputs: CheckedConfiguration) {
  const goal = goalOf(inputs);
  const state = stateOf(live, goal);
  return { state, differing: findContentDifferences(state, goal) };
}
