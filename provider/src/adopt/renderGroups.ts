import { writeComment, writeImport, writeProperty, writeString } from "./writeCode.js";

/** A group as the program will speak of it. */
export interface NamedGroup {
  id: string;
  /** Undefined where the group no longer exists, empty where the name is not readable. */
  displayName: string | undefined;
  /** As in `fieldTechnicians`. */
  key: string;
  /** Found by its display name at every run, not by its id. */
  isLookedUp: boolean;
}

/** What the module imports where it looks groups up. */
export const lookupImport = writeImport(["getGroupOutput"], "pulumi-intune-provisioning").join(
  "\n",
);

/** The module that names the groups: `groups.fieldTechnicians` is the id of one. */
export function renderGroups(groups: readonly NamedGroup[]): string {
  const usesLookups = groups.some(({ isLookedUp }) => isLookedUp);
  return [
    ...(usesLookups ? [lookupImport, ""] : []),
    "/** Object ids of the Entra groups that are assigned. */",
    ...(groups.length === 0
      ? ["export const groups = {};"]
      : ["export const groups = {", ...groups.flatMap(renderGroup), "};"]),
    "",
  ].join("\n");
}

/** The lines of one group: its display name as a comment, and its id. */
export function renderGroup({ id, displayName, key, isLookedUp }: NamedGroup): string[] {
  if (isLookedUp && displayName !== undefined) {
    const argument = writeProperty(["displayName", writeString(displayName)], "    ")
      .map((line) => line.slice(2))
      .join("\n");
    return writeProperty([key, `getGroupOutput({\n${argument}\n}).id`], "  ");
  }
  return [
    `  ${writeComment(describeName(displayName))}`,
    ...writeProperty([key, writeString(id)], "  "),
  ];
}

function describeName(displayName: string | undefined): string {
  if (displayName === undefined) return "no longer exists";
  return displayName === "" ? "name not readable" : displayName;
}
