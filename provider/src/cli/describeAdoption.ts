import { groupIdsOf, type AdoptableTenant } from "../adopt/adoptableTenant.js";
import type { AdoptCommandOptions } from "./adoptOptions.js";
import type { Adoption } from "./adoptProject.js";
import type { MissingObject } from "./describeMissing.js";

/** What a person must know of what was found, as sentences. */
export function describeDoubts({ configurations, groupNames }: AdoptableTenant): string[] {
  const unreadable = [...groupNames].filter(([, name]) => name === "").map(([id]) => id);
  const doubts = configurations.flatMap((found) => {
    const { configuration, obstacles, strange, allowsExpired } = found;
    const name = `${JSON.stringify(configuration.displayName)} (${configuration.id})`;
    const gone = [...new Set(groupIdsOf(found))].filter((id) => !groupNames.has(id));
    return [
      ...obstacles.map(
        (obstacle) => `${name} itself cannot be managed, only who gets it. ${obstacle}`,
      ),
      ...(allowsExpired && obstacles.length === 0
        ? [`${name} has a profile that has expired, or whose signing certificates all have.`]
        : []),
      ...strange.map(
        ({ entry, reason }) =>
          `${name} has an entry that cannot be declared and is left alone: ${JSON.stringify(entry)} ${reason}.`,
      ),
      ...gone.map((id) => `${name} is assigned to the group ${id}, which was not found.`),
    ];
  });
  return unreadable.length === 0
    ? doubts
    : [...doubts, `Graph does not show the names of these groups: ${unreadable.join(", ")}.`];
}

/** What was done, and what to do next, in blocks. */
export async function describeAdoption(
  { configurations }: AdoptableTenant,
  {
    adoption,
    options,
    missing,
  }: { adoption: Adoption; options: AdoptCommandOptions; missing: readonly MissingObject[] },
): Promise<string[]> {
  const { folder, isDryRun, appends } = options;
  const { written, existing } = adoption;
  const { describeChanges, describeOthers } = await import("./describeChanges.js");
  const isWhole = options.ids === undefined && options.namePart === undefined;
  const seen = new Set([
    ...configurations.map(({ configuration: { id } }) => id),
    ...missing.map(({ id }) => id),
  ]);
  const changes =
    existing === undefined
      ? []
      : [...describeChanges(adoption), ...(isWhole ? describeOthers(existing, seen) : [])];
  const found = `Found ${configurations.length} configurations.`;
  const files = written.map((path) => `  ${path}`);
  if (written.length === 0) {
    const rest =
      changes.length === 0
        ? `${folder} has all of it already: nothing to do.`
        : "Nothing to write.";
    return [`${found} ${rest}\n`, ...changes];
  }
  if (isDryRun) {
    const condition = existing !== undefined && !appends ? "With --append, these" : "These";
    return [
      ...changes,
      lines([`${found} ${condition} files of ${folder} would be written:`, ...files]),
    ];
  }
  if (configurations.length === 0)
    return [...changes, lines([`${found} Wrote to ${folder}, which declares nothing:`, ...files])];
  return [
    ...changes,
    lines([`${found} Wrote to ${folder}:`, ...files]),
    lines(describeNextSteps(adoption, configurations.length)),
  ];
}

function describeNextSteps({ plan, existing }: Adoption, found: number): string[] {
  const isRenewed = plan.changes.some(({ kind }) => kind === "renewed");
  const imports = plan.imported.length > 0;
  if (!isRenewed && !imports) return [];
  const left = found - plan.imported.length;
  return [
    "",
    "Next, in that folder:",
    ...(existing?.index === undefined ? ["  npm install", "  pulumi stack init NAME"] : []),
    ...(isRenewed ? ["  pulumi refresh   takes into the state what has changed in Intune"] : []),
    "  pulumi up        takes everything over as it is; nothing is written to Intune",
    ...(imports
      ? [
          "or, to have what is new in the state without an update:",
          "  pulumi import --file import.json --generate-code=false --protect=false",
        ]
      : []),
    "  pulumi preview   shows no changes",
    ...(imports && left > 0
      ? [
          `import.json leaves out what the program had before: ${left} of ${found} configurations. If the`,
          "stack does not have these yet, take `pulumi up`, which takes them over as well.",
        ]
      : []),
  ];
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
