import { commonStart, describeDifference, quoteName } from "../domain/alikeNames.js";
import { compareText, omit } from "../domain/values.js";
import { mustBeComparableName, mustBeGuid } from "../domain/findArgumentProblems.js";
import type { DirectoryGroup, Group } from "../domain/group.js";
import { listFound, MissingError, refuseSeveral, type Lookup, type LookupContext } from "./find.js";

/** Exactly one of the two. */
export interface GetGroupArgs {
  /** GUID. */
  id?: string | null | undefined;
  /** The whole name of at most 120 characters; case does not matter. */
  displayName?: string | null | undefined;
}

export const groupLookup: Lookup<GetGroupArgs, Group> = {
  lookup: "getGroup",
  key: "id",
  arguments: { id: mustBeGuid, displayName: mustBeComparableName },
  oneOf: ["id", "displayName"],
  find: findGroup,
};

async function findGroup({ groups }: LookupContext, { id, displayName }: GetGroupArgs) {
  const isByName = id == null;
  const name = displayName ?? "";
  const found = isByName
    ? await groups.findGroupsByDisplayName(name)
    : [await groups.findGroup(id)].filter((group) => group !== undefined);
  const what = isByName ? `the group named ${quoteName(name)}` : `group ${id}`;
  const check = isByName
    ? "Check the name, which is compared whole and without regard to case"
    : "Check the id";
  refuseSeveral(what, sortById(found), describeGroup);
  const [group] = found;
  if (group !== undefined) return omit(group, "kind");
  throw new MissingError([
    `Cannot get ${what}: the directory has none. ${check}, and that the tenant and the cloud are the right ones; ` +
      "a group that was just created may take a moment to show.",
    ...(isByName ? await listAlike(groups, name) : []),
  ]);
}

/** Only for a clearer error. */
async function listAlike(groups: LookupContext["groups"], wanted: string): Promise<string[]> {
  const start = commonStart(wanted);
  if (start === "") return [];
  const near = await groups.findGroupsByStart(start).catch(() => []);
  const alike = near.filter((group) => describeDifference(wanted, group.displayName));
  if (alike.length === 0) return [];
  return ["It has names that look the same:", ...listFound(sortById(alike), describeGroup, wanted)];
}

function sortById(groups: readonly DirectoryGroup[]): DirectoryGroup[] {
  return groups.toSorted((one, other) => compareText(one.id, other.id));
}

function describeGroup({ id, displayName, description, kind }: DirectoryGroup): string {
  const name = [`${id} ${quoteName(displayName)}`, ...(kind === "" ? [] : [kind])].join(", ");
  return description === null ? name : `${name}: ${quoteName(description)}`;
}
