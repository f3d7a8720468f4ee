import type { LiveConfiguration } from "../../domain/configuration.js";
import { describeDifference, quoteName } from "../../domain/alikeNames.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { nameResource } from "../declaration.js";
import { RefusedError } from "../errors.js";
import type { HandlerContext } from "../handlerContext.js";
import { configurationType } from "../resourceTypes.js";

/** Nothing was created: Intune has it already. Says who owns it, if known. */
export async function refuseTwins(
  context: HandlerContext,
  inputs: CheckedConfiguration,
  twins: readonly LiveConfiguration[],
): Promise<RefusedError> {
  const [fact, advice] = await describeOwner(context, inputs, twins);
  return new RefusedError(
    `Cannot create the iosLobAppProvisioningConfiguration ${quoteName(inputs.displayName)}: Intune already has that name with that profile:`,
    ...twins.map((twin) => `  - ${describeTwin(twin, inputs)}`),
    `Nothing was created. ${fact} The ways out:`,
    `  * ${advice};`,
    `  * set \`adoptId: "${twins[0]?.id ?? ""}"\`, to take it over;`,
    "  * delete it in Intune, if nobody needs it;",
    "  * give another `displayName`, to have one beside it.",
  );
}

function describeTwin(twin: LiveConfiguration, { displayName }: CheckedConfiguration): string {
  const difference = describeDifference(displayName, twin.displayName);
  const made = `${twin.id}, made ${twin.createdDateTime}`;
  if (difference === undefined) return made;
  return `${made}, ${quoteName(twin.displayName)}, which looks the same: ${difference}`;
}

async function describeOwner(
  { run, readStackState }: HandlerContext,
  { displayName, payloadSha256 }: CheckedConfiguration,
  twins: readonly LiveConfiguration[],
): Promise<[string, string]> {
  const declared = run.configurations();
  const owner = declared.find(({ heldId }) => twins.some(({ id }) => id === heldId));
  if (owner !== undefined)
    return [
      `It belongs to ${nameResource(owner)} of this program.`,
      "declare it once, in one of the two resources",
    ];
  const isSame = (content: Readonly<Record<string, unknown>>): boolean =>
    content["displayName"] === displayName && content["payloadSha256"] === payloadSha256;
  // Only makes the error clearer, so a failure must not replace it.
  const recorded = await readStackState().catch(() => []);
  const urn = recorded.find((each) => each.type === configurationType && isSame(each.outputs))?.urn;
  if (urn === undefined)
    return [
      "It may be left from a run that was broken off, or be somebody else's.",
      'if a resource of this stack was renamed or moved, set `aliases: [{ name: "its former name" }]`',
    ];
  const isItself = declared.some(
    ({ name, claim }) =>
      name !== undefined &&
      urn.endsWith(`::${name.name}`) &&
      urn.includes("$") === (name.parent !== undefined) &&
      isSame({ ...claim.inputs }),
  );
  if (isItself)
    return [
      "It is what this resource has already.",
      "leave out `--replace`: only another `payload` or `displayName` makes a new one",
    ];
  return [
    `It is this stack's own: the state has that name and that profile for ${urn}.`,
    `if that resource was renamed or moved, let it keep its state: set the option \`aliases: ["${urn}"]\``,
  ];
}
