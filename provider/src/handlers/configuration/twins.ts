import { describeDifference, looksLike, quoteName } from "../../domain/alikeNames.js";
import {
  findContentDifferences,
  type CheckedConfiguration,
  type LiveConfiguration,
} from "../../domain/configuration.js";
import { formerAliases, isConfiguration, nameResource } from "../declaration.js";
import { RefusedError } from "../handlers.js";
import type { HandlerContext } from "../handlerContext.js";
import { readLiveConfiguration, unlessGone, type SearchedTenant } from "../readLive.js";
import { goalOf, nothingKnown, stateOf } from "./configurationState.js";

/** A list may lack payloads, or be late. `isFresh`: it is read again, as after a lost response. */
export async function findTwins(
  context: SearchedTenant & Pick<HandlerContext, "sharedList">,
  inputs: CheckedConfiguration,
  isFresh = false,
): Promise<LiveConfiguration[]> {
  const { sharedList } = context;
  const listed = await sharedList.read(isFresh ? sharedList.mark() : undefined);
  const namesakes = listed.filter(({ displayName }) => looksLike(displayName, inputs.displayName));
  const found = await Promise.all(
    namesakes.map(({ id }) => unlessGone(readLiveConfiguration(context, id))),
  );
  return found.flatMap((live) => (live && isTwin(live, inputs) ? [live] : []));
}

export function isTwin(live: LiveConfiguration, inputs: CheckedConfiguration): boolean {
  const differing = findContentDifferences(stateOf(live, nothingKnown), goalOf(inputs));
  const distinguishing =
    live.payload === null ? ["payloadFileName", "expirationDateTime"] : ["payloadSha256"];
  return !differing.some((name) => distinguishing.includes(name));
}

export async function refuseTwins(
  context: HandlerContext,
  inputs: CheckedConfiguration,
  twins: readonly LiveConfiguration[],
): Promise<RefusedError> {
  const { displayName } = inputs;
  const [fact, advice] = await describeOwner(context, inputs, twins);
  const lines = twins.map((twin) => {
    const difference = describeDifference(displayName, twin.displayName);
    const name = `, ${quoteName(twin.displayName)}, which looks the same: ${difference ?? ""}`;
    return `  - ${twin.id}, made ${twin.createdDateTime}${difference === undefined ? "" : name}`;
  });
  return new RefusedError(
    `Cannot create the iosLobAppProvisioningConfiguration ${quoteName(displayName)}: Intune already has that name with that profile:`,
    ...lines,
    `Nothing was created. ${fact} The ways out:`,
    `  * ${advice};`,
    `  * set \`adoptId: "${twins[0]?.id ?? ""}"\`, to take it over;`,
    "  * delete it in Intune, if nobody needs it;",
    "  * give another `displayName`, to have one beside it.",
  );
}

async function describeOwner(
  { run, readStackState }: HandlerContext,
  { displayName, payloadSha256 }: CheckedConfiguration,
  twins: readonly LiveConfiguration[],
): Promise<[fact: string, advice: string]> {
  const owner = run.configurations().find(({ heldId }) => twins.some(({ id }) => id === heldId));
  if (owner !== undefined)
    return [
      `It belongs to ${nameResource(owner)} of this program.`,
      "declare it once, in one of the two resources",
    ];
  // Only for a clearer error.
  const recorded = await readStackState().catch(() => []);
  const urn = recorded.find(
    (resource) =>
      isConfiguration(resource) &&
      resource.outputs["displayName"] === displayName &&
      resource.outputs["payloadSha256"] === payloadSha256,
  )?.urn;
  if (urn === undefined)
    return [
      "It may be left from a run that was broken off (`adopt --preview` finds all of those), or be somebody else's.",
      `if a resource of this stack was renamed or moved, set ${formerAliases}`,
    ];
  const isNested = urn.includes("$");
  const mayBeItself = run
    .configurations()
    .some(
      ({ name, claim: { inputs } }) =>
        urn.endsWith(`::${name?.name}`) &&
        isNested === (name?.parent !== undefined) &&
        inputs.displayName === displayName &&
        inputs.payloadSha256 === payloadSha256,
    );
  const advice = [
    mayBeItself &&
      "leave out `--replace`, if it was given: only another `payload` or `displayName` makes a new one",
    // A nested one may have had another parent.
    (isNested || !mayBeItself) &&
      `if that resource was renamed or moved, let it keep its state: set the option \`aliases: ["${urn}"]\``,
  ];
  return [
    `It is this stack's own: the state has that name and that profile for ${urn}.`,
    advice.filter((line) => line !== false).join(";\n  * "),
  ];
}
