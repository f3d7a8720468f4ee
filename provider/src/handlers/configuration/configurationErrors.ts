import { quoteName } from "../../domain/alikeNames.js";
import type { LiveConfiguration } from "../../domain/configuration.js";
import type { ComparedContent } from "../../domain/configurationInputs.js";
import type { ProvisioningProfile } from "../../domain/provisioningProfile.js";
import { toReadable } from "../../domain/readable.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import type { GraphError } from "../../graph/graphError.js";
import { RefusedError } from "../errors.js";

type ContentNames = readonly (keyof ComparedContent)[];

/** The response to a POST was lost, and no read since has shown what it created. */
export class UnknownOutcomeError extends Error {
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

export function describeLateTwins(id: string, twins: readonly LiveConfiguration[]): string {
  return (
    `Created ${describeConfiguration(id)}, but Intune now has others of that name with that profile: ` +
    `${twins.map((twin) => twin.id).join(", ")}. An attempt whose answer got lost has likely made them: delete them in ` +
    "Intune if nobody else did. Then run the command again."
  );
}

const seeFirst =
  "Run `pulumi refresh`: the next preview then shows what would change, and the update after it changes it.";

export function refuseUnread(id: string) {
  return refuseUpdate(id, "it was taken over and no preview has shown what it holds", seeFirst);
}

export const foundByRefresh =
  "The refresh of this same run was the first to see it: run `pulumi up` again, and its preview shows it.";

export function refuseDrift(id: string, edited: ContentNames, advice = seeFirst) {
  const drift =
    "it was changed in Intune, and the update would overwrite what no preview has shown";
  return refuseUpdate(id, `${drift}: ${listProperties(edited)}`, advice);
}

export function refuseUnmanagedTags(id: string, tags: readonly string[]) {
  const shown = tags.map((tag) => toReadable(tag)).join(", ");
  return refuseUpdate(
    id,
    `it has scope tags that the program does not declare and no preview has shown: ${shown}`,
    "Declare them in `roleScopeTagIds` too: the preview of a later change then shows them going. Or take them away in Intune.",
  );
}

function refuseUpdate(id: string, why: string, advice: string): RefusedError {
  const what = `Cannot update ${describeConfiguration(id)}: ${why}`;
  return new RefusedError(`${what}. Nothing was changed. ${advice}`);
}

/** `adoptId` names another configuration than the resource's own. */
export function refuseUnlikeReplacement(id: string, formerId: string, names: ContentNames) {
  return new RefusedError(
    `Cannot take over ${describeConfiguration(id)} in place of ${formerId}: it is not as the program declares it: ${listProperties(names)}.`,
    "Nothing was changed, and the resource keeps the one that it has. The ways out:",
    "  * if the id is wrong, set `adoptId` right, or take it out again;",
    "  * declare what the configuration holds, run `pulumi up`, and change it after that;",
    "  * declare it in a resource of its own.",
  );
}

export function describeUnlikeAdopted(id: string, names: ContentNames): string {
  return (
    `Took over ${describeConfiguration(id)}, which is not as the program declares it: ${listProperties(names)}. ` +
    `Nothing was changed in Intune. ${seeFirst}`
  );
}

export function describeUnstored(id: string, names: ContentNames): string {
  return (
    `Graph accepted ${describeConfiguration(id)}, but shows other values than were sent: ${listProperties(names)}. ` +
    "Run `pulumi preview` to see what differs, and `pulumi up` to send it again."
  );
}

/** @param old the profile that still stands; undefined if Graph shows another one. */
export function describeUnstoredPayload(old: ProvisioningProfile | null | undefined): string {
  if (!old) return "";
  const name = `${JSON.stringify(old.name)} (UUID ${old.uuid})`;
  return (
    ` The new profile was not stored: the old one, ${name}, still stands and ends at ${old.expirationDateTime}. If that ` +
    "stays so, Intune stores no new profile in place. Set `replaceOnRenewal: true` and run `pulumi up`: it makes a new " +
    "configuration beside the old one, moves the assignment set, and then deletes the old one."
  );
}

/** @param declarer the set that this run declares for it: then even `deleteAssigned` deletes nothing. */
export function refuseStillAssigned(id: string, entries: string[], declarer?: string) {
  const advice =
    declarer === undefined
      ? "set `deleteAssigned: true` and run `pulumi up`, to delete them along"
      : `take ${declarer}, which the program declares for it, out of the program too`;
  return new RefusedError(
    `Cannot delete ${describeConfiguration(id)}: it is still assigned, and the assignments would go with it:`,
    ...entries.map((entry) => `  - ${entry}`),
    "Nothing was deleted. The ways out:",
    "  * take them away where they were made, in the portal or by another stack;",
    `  * ${advice};`,
    "  * set Pulumi's option `retainOnDelete` and run `pulumi up`, to leave the configuration in Intune.",
  );
}

function listProperties(names: ContentNames): string {
  return names.map((name) => (name === "payloadSha256" ? "payload" : name)).join(", ");
}
