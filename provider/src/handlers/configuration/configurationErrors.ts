import type { ComparedContent } from "../../domain/configurationInputs.js";
import { showText } from "../../domain/showText.js";
import type { LiveConfiguration } from "../../domain/configuration.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import type { GraphError } from "../../graph/graphError.js";

/** Whose a twin is, as far as that is known. */
export interface TwinOwner {
  /** A sentence. */
  fact: string;
  advice: string;
}

const unknownOwner: TwinOwner = {
  fact: "It may be left from a run that was broken off, or be somebody else's.",
  advice:
    'if a resource of this stack was renamed or moved, set `aliases: [{ name: "its former name" }]`',
};

/** Intune has what was to be made. Nothing was made. */
export class TwinError extends Error {
  override readonly name = "TwinError";
  readonly twins: readonly LiveConfiguration[];

  constructor(
    displayName: string,
    twins: readonly LiveConfiguration[],
    { fact, advice }: TwinOwner = unknownOwner,
  ) {
    super(
      [
        `Cannot create the iosLobAppProvisioningConfiguration "${displayName}": Intune already has that name with that profile:`,
        ...twins.map(({ id, createdDateTime }) => `  - ${id}, made ${createdDateTime}`),
        `Nothing was created. ${fact} The ways out:`,
        `  * ${advice};`,
        `  * set \`adoptId: "${twins[0]?.id ?? ""}"\`, to take it over;`,
        "  * delete it in Intune, if nobody needs it;",
        "  * give another `displayName`, to have one beside it.",
      ].join("\n"),
    );
    this.twins = twins;
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

/** A resource was to take over another configuration in place of its own, and that one is not as declared. */
export class UnlikeReplacementError extends Error {
  override readonly name = "UnlikeReplacementError";

  constructor(id: string, formerId: string, names: readonly (keyof ComparedContent)[]) {
    super(
      [
        `Cannot take over ${describeConfiguration(id)} in place of ${formerId}: it is not as the program declares it: ${listProperties(names)}.`,
        "Nothing was changed, and the resource keeps the one that it has. The ways out:",
        "  * if the id is wrong, set `adoptId` right, or take it out again;",
        "  * declare what the configuration holds, run `pulumi up`, and change it after that;",
        "  * declare it in a resource of its own.",
      ].join("\n"),
    );
  }
}

/** An update would overwrite what was taken over and nobody has seen. Nothing was sent. */
export class UnreadContentError extends Error {
  override readonly name = "UnreadContentError";

  constructor(id: string) {
    super(
      `Cannot update ${describeConfiguration(id)}: it was taken over and no preview has shown what it holds. ` +
        `Nothing was changed. ${seeFirst}`,
    );
  }
}

/** An update would overwrite what somebody has written in Intune since it was last read. Nothing was sent. */
export class DriftError extends Error {
  override readonly name = "DriftError";

  /** @param foundBy `refresh`: one of this same run, whose preview may not have shown what it found. */
  constructor(
    id: string,
    names: readonly (keyof ComparedContent)[],
    foundBy: "refresh" | "update" = "update",
  ) {
    const advice =
      foundBy === "update"
        ? seeFirst
        : "The refresh of this same run was the first to see it: run `pulumi up` again, and its preview shows it.";
    super(
      `Cannot update ${describeConfiguration(id)}: it was changed in Intune, and the update would overwrite what no ` +
        `preview has shown: ${listProperties(names)}. Nothing was changed. ${advice}`,
    );
  }
}

const longestTag = 64;

/** An update would take scope tags away that somebody else has set. Nothing was sent. */
export class UnmanagedTagsError extends Error {
  override readonly name = "UnmanagedTagsError";

  constructor(id: string, tags: readonly string[]) {
    super(
      `Cannot update ${describeConfiguration(id)}: it has scope tags that the program does not declare and no preview ` +
        `has shown: ${tags.map((tag) => showText(tag, longestTag)).join(", ")}. Nothing was changed. Declare them in \`roleScopeTagIds\` too: the preview of a ` +
        "later change then shows them going. Or take them away in Intune.",
    );
  }
}

/** Whether an update is refused for what somebody has written in Intune. */
export function isUnseenEdit(error: unknown): boolean {
  return error instanceof DriftError || error instanceof UnmanagedTagsError;
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

/** Graph accepted an update, but does not show it. */
export function describeUnstored(id: string, names: readonly (keyof ComparedContent)[]): string {
  const told = describeDifferences(id, { names, isAdopted: false });
  if (!names.includes("payloadSha256")) return told;
  return (
    `${told} If the payload stays as it was, Intune takes no new profile in place: \`pulumi up --replace URN\`, with ` +
    "the resource's URN, makes a new configuration with it."
  );
}

/** A delete would take assignments along that are not this stack's; those that are have gone before it. */
export class StillAssignedError extends Error {
  override readonly name = "StillAssignedError";

  /** @param declarer the set that this run declares for it: then not even `deleteAssigned` takes them along. */
  constructor(id: string, entries: readonly string[], declarer?: string) {
    const advice =
      declarer === undefined
        ? "set `deleteAssigned: true` and run `pulumi up`, to delete them along"
        : `take ${declarer}, which the program declares for it, out of the program too`;
    super(
      [
        `Cannot delete ${describeConfiguration(id)}: it is still assigned, and the assignments would go with it:`,
        ...entries.map((entry) => `  - ${entry}`),
        "Nothing was deleted. The ways out:",
        "  * take them away where they were made, in the portal or by another stack;",
        `  * ${advice};`,
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
