import type { LiveConfiguration } from "../../domain/configuration.js";
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
  const { fact, advice } =
    findDeclaredOwner(context, twins) ?? (await findRecordedOwner(context, inputs)) ?? unknownOwner;
  return new RefusedError(
    `Cannot create the iosLobAppProvisioningConfiguration ${JSON.stringify(inputs.displayName)}: Intune already has that name with that profile:`,
    ...twins.map(({ id, createdDateTime }) => `  - ${id}, made ${createdDateTime}`),
    `Nothing was created. ${fact} The ways out:`,
    `  * ${advice};`,
    `  * set \`adoptId: "${twins[0]?.id ?? ""}"\`, to take it over;`,
    "  * delete it in Intune, if nobody needs it;",
    "  * give another `displayName`, to have one beside it.",
  );
}

interface TwinOwner {
  fact: string;
  advice: string;
}

const unknownOwner: TwinOwner = {
  fact: "It may be left from a run that was broken off, or be somebody else's.",
  advice:
    'if a resource of this stack was renamed or moved, set `aliases: [{ name: "its former name" }]`',
};

const itself: TwinOwner = {
  fact: "It is what this resource has already.",
  advice: "leave out `--replace`: only another `payload` or `displayName` makes a new one",
};

function findDeclaredOwner({ run }: HandlerContext, twins: readonly LiveConfiguration[]) {
  const owner = run.configurations().find(({ heldId }) => twins.some(({ id }) => id === heldId));
  return (
    owner && {
      fact: `It belongs to ${nameResource(owner)} of this program.`,
      advice: "declare it once, in one of the two resources",
    }
  );
}

async function findRecordedOwner(
  { run, readStackState }: HandlerContext,
  { displayName, payloadSha256 }: CheckedConfiguration,
): Promise<TwinOwner | undefined> {
  const isSame = (content: Readonly<Record<string, unknown>>): boolean =>
    content["displayName"] === displayName && content["payloadSha256"] === payloadSha256;
  // Only makes the error clearer, so a failure must not replace it.
  const recorded = await readStackState().catch(() => []);
  const former = recorded.find(
    ({ type, outputs }) => type === configurationType && isSame(outputs),
  );
  if (former === undefined) return undefined;
  const isItself = run
    .configurations()
    .some(
      ({ name, claim }) =>
        name !== undefined &&
        former.urn.endsWith(`::${name.name}`) &&
        former.urn.includes("$") === (name.parent !== undefined) &&
        isSame({ ...claim.inputs }),
    );
  if (isItself) return itself;
  return {
    fact: `It is this stack's own: the state has that name and that profile for ${former.urn}.`,
    advice: `if that resource was renamed or moved, let it keep its state: set the option \`aliases: ["${former.urn}"]\``,
  };
}
