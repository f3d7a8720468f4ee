import { groupIdsOf, type AdoptableTenant } from "../adopt/adoptableTenant.js";
import type { AdoptCommandOptions } from "./adoptOptions.js";

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

interface Adoption extends AdoptCommandOptions {
  written: readonly string[];
}

/** What was done, and what to do next. */
export function describeAdoption(
  { configurations }: AdoptableTenant,
  { folder, written, isDryRun, appends }: Adoption,
): string {
  const found = `Found ${configurations.length} configurations.`;
  if (written.length === 0) return `${found} ${folder} has all of it already: nothing to do.\n`;
  const files = written.map((path) => `  ${path}`);
  if (isDryRun) return lines([`${found} These files of ${folder} would be written:`, ...files]);
  if (configurations.length === 0)
    return lines([`${found} Wrote to ${folder}, which declares nothing:`, ...files]);
  return lines([
    `${found} Wrote to ${folder}:`,
    ...files,
    "",
    "Next, in that folder:",
    ...(appends ? [] : ["  npm install", "  pulumi stack init NAME"]),
    "  pulumi up        takes everything over as it is; nothing is written to Intune",
    "or, to have it in the state without an update:",
    "  pulumi import --file import.json --generate-code=false --protect=false",
    "  pulumi preview   shows no changes",
  ]);
}

function lines(texts: readonly string[]): string {
  return `${texts.join("\n")}\n`;
}
