import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { nameResource } from "../declaration.js";
import type { HandlerContext } from "../handlerContext.js";
import { configurationType } from "../resourceTypes.js";
import { TwinError, type TwinOwner } from "./configurationErrors.js";

/** The error with what is known of the twin's owner. The state of the stack tells whether it is the stack's own. */
export async function nameTwinOwner(
  context: HandlerContext,
  inputs: CheckedConfiguration,
  { twins }: TwinError,
): Promise<TwinError> {
  const ids = twins.map(({ id }) => id);
  const declared = context.run
    ?.declared("configuration")
    .find(({ heldId }) => heldId !== undefined && ids.includes(heldId));
  if (declared) {
    const name = nameResource(declared);
    return new TwinError(inputs.displayName, twins, {
      fact: `It belongs to ${name} of this program.`,
      advice: "declare it once, in one of the two resources",
    });
  }
  return new TwinError(inputs.displayName, twins, await findRecordedOwner(context, inputs));
}

const itself: TwinOwner = {
  fact: "It is what this resource has already.",
  advice: "leave out `--replace`: only another `payload` or `displayName` makes a new one",
};

async function findRecordedOwner(
  { run, readStackState }: HandlerContext,
  inputs: CheckedConfiguration,
): Promise<TwinOwner | undefined> {
  const { displayName, payloadSha256 } = inputs;
  // It only makes an error clearer: one of its own must not take that error's place.
  const recorded = await readStackState?.().catch(() => []);
  const former = recorded?.find(
    ({ type, outputs }) =>
      type === configurationType &&
      outputs["displayName"] === displayName &&
      outputs["payloadSha256"] === payloadSha256,
  );
  if (former === undefined) return undefined;
  const isItself = run
    ?.declared("configuration")
    .some(
      ({ name, claim }) =>
        name !== undefined &&
        former.urn.endsWith(`::${name.name}`) &&
        former.urn.includes("$") === (name.parent !== undefined) &&
        claim.inputs.displayName === displayName &&
        claim.inputs.payloadSha256 === payloadSha256,
    );
  if (isItself === true) return itself;
  return {
    fact: `It is this stack's own: the state has that name and that profile for ${former.urn}.`,
    advice: `if that resource was renamed or moved, let it keep its state: set the option \`aliases: ["${former.urn}"]\``,
  };
}
