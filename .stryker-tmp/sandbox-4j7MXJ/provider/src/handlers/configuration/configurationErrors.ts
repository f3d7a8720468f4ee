// @ts-nocheck
import type { ComparedContent } from "../../domain/configurationInputs.js";
import type { LiveConfiguration } from "../../domain/configuration.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import type { GraphError } from "../../graph/graphError.js";

/** Intune has what was to be made, and nothing tells whose it is. Nothing was made. */
export class TwinError extends Error {
  override readonly name = "TwinError";

  constructor(displayName: string, twins: readonly LiveConfiguration[]) {
    super(
      [
        `Cannot create the iosLobAppProvisioningConfiguration "${displayName}": Intune already has that name with that profile:`,
        ...twins.map(({ id, createdDateTime }) => `  - ${id}, made ${createdDateTime}`),
        "Nothing was created. It may be left from a run that was broken off, or be somebody else's. The ways out:",
        `  * set \`adoptId: "${twins[0]?.id ?? ""}"\`, to take it over;`,
        "  * delete it in Intune, if nobody needs it;",
        "  * give another `displayName`, to have one beside it.",
      ].join("\n"),
    );
  }
}

/** The answer to a POST got lost, and looking did not tell either whether it made something. */
export class UnknownOutcomeError extends Error {
  override readonly name = "UnknownOutcomeError";

  constructor(displayName: string, lost: GraphError, found: readonly LiveConfiguration[]) {
    const seen =
      found.length === 0
        ? `Looked for it since, and Intune shows none yet that is named "${displayName}" and has this profile.`
        : `Since then Intune shows more than one: ${found.map(({ id }) => id).join(", ")}.`;
    super(
      `${lost.message} It is not known whether it was made. ${seen} Run the command again: what is there by then is ` +
        "named and not made twice, and `adoptId` takes it over.",
    );
  }
}

const seeFirst =
  "Run `pulumi refresh`: the next preview then shows what would change, and the update after it changes it.";

/** An update would overwrite what was taken over and nobody has seen. Nothing was sent. */
export class UnseenContentError extends Error {
  override readonly name = "UnseenContentError";

  constructor(id: string) {
    super(
      `Cannot update ${describeConfiguration(id)}: it was taken over and no preview has shown what it holds. ` +
        `Nothing was changed. ${seeFirst}`,
    );
  }
}

/** An update would overwrite what somebody has written in Intune since it was last read. Nothing was sent. */
export class UnseenEditError extends Error {
  override readonly name = "UnseenEditError";

  constructor(id: string, names: readonly (keyof ComparedContent)[]) {
    super(
      `Cannot update ${describeConfiguration(id)}: it was changed in Intune, and the update would overwrite what no ` +
        `preview has shown: ${listProperties(names)}. Nothing was changed. ${seeFirst}`,
    );
  }
}

/** An update would take scope tags away that somebody else has set. Nothing was sent. */
export class UnseenTagsError extends Error {
  override readonly name = "UnseenTagsError";

  constructor(id: string, tags: readonly string[]) {
    super(
      `Cannot update ${describeConfiguration(id)}: it has scope tags that the program does not declare and no preview ` +
        `has shown: ${tags.join(", ")}. Nothing was changed. Declare them in \`roleScopeTagIds\` too: the preview of a ` +
        "later change then shows them going. Or take them away in Intune.",
    );
  }
}

/** Whether an update is refused for what somebody has written in Intune. */
export function isUnseenEdit(error: unknown): boolean {
  return error instanceof UnseenEditError || error instanceof UnseenTagsError;
}

/** What is in Intune is not what was sent, or what was to be taken over. */
export function describeDifferences(
  id: string,
  { names, isAdopted }: { names: readonly (keyof ComparedContent)[]; isAdopted: boolean },
): string {
  const differing = listProperties(names);
  const what = describeConfiguration(id);
  return isAdopted
    ? `Took over ${what}, which is not as the program declares it: ${differing}. Nothing was changed in Intune. ` +
        seeFirst
    : `Graph accepted ${what}, but shows it otherwise than it was sent: ${differing}. ` +
        "Run `pulumi preview` to see what differs, and `pulumi up` to send it again.";
}

/** A delete would take assignments along that are not this stack's; those that are have gone before it. */
export class StillAssignedError extends Error {
  override readonly name = "StillAssignedError";

  constructor(id: string, entries: readonly string[]) {
    super(
      [
        `Cannot delete ${describeConfiguration(id)}: it is still assigned, and the assignments would go with it:`,
        ...entries.map((entry) => `  - ${entry}`),
        "Nothing was deleted. The ways out:",
        "  * take them away where they were made, in the portal or by another stack;",
        "  * set `deleteAssigned: true` and run `pulumi up`, to delete them along;",
        "  * set Pulumi's option `retainOnDelete` and run `pulumi up`, to leave the configuration in Intune.",
      ].join("\n"),
    );
  }
}

/** A first attempt has taken effect after all, long after its answer got lost. */
export function describeLateTwins(id: string, twins: readonly LiveConfiguration[]): string {
  return (
    `Created ${describeConfiguration(id)}, but Intune now has others of that name with that profile: ` +
    `${twins.map((twin) => twin.id).join(", ")}. An attempt whose answer got lost has likely made them: delete them in ` +
    "Intune if nobody else did. Then run the command again."
  );
}

/** By the names that a program has for them. */
function listProperties(names: readonly (keyof ComparedContent)[]): string {
  return names.map((name) => (name === "payloadSha256" ? "payload" : name)).join(", ");
}
