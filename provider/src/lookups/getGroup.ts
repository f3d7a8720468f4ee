import type * as pulumi from "@pulumi/pulumi";
import { mustBeComparableName, mustBeGuid } from "../domain/findArgumentProblems.js";
import type { Group } from "../domain/group.js";
import type { Lookup, LookupContext } from "./find.js";
import { lookUp, lookUpOutput, type InputsOf } from "./lookUp.js";
import { LookupError, MissingError } from "./lookupError.js";

/** Exactly one of the two. */
export interface GetGroupArgs {
  /** GUID. */
  id?: string | null | undefined;
  /** The whole name of at most 120 characters; case does not matter. */
  displayName?: string | null | undefined;
}

export type GetGroupOutputArgs = InputsOf<GetGroupArgs>;

export const groupLookup: Lookup<GetGroupArgs, Group> = {
  lookup: "getGroup",
  arguments: { id: mustBeGuid, displayName: mustBeComparableName },
  oneOf: ["id", "displayName"],
  find: findGroup,
};

/**
 * Looks up a group of the directory. Needs `GroupMember.Read.All`.
 *
 * @throws pulumi.RunError if there is none, or several of that name, whose ids the message lists.
 *
 * @example
 * ```ts
 * import { getGroup, target } from "pulumi-intune-provisioning";
 *
 * export const technicians = getGroup({ displayName: "Field Service Technicians" }).then(({ id }) => target.group(id));
 * ```
 */
export function getGroup(args: GetGroupArgs): Promise<Group> {
  return lookUp(groupLookup, args);
}

/** The same for outputs; not called while one is unknown. */
export function getGroupOutput(args: GetGroupOutputArgs): pulumi.Output<Group> {
  return lookUpOutput(groupLookup, args);
}

async function findGroup(
  { groups }: LookupContext,
  { id, displayName }: GetGroupArgs,
): Promise<Group> {
  const isByName = id == null;
  const found = isByName
    ? await groups.findGroupsByDisplayName(displayName ?? "")
    : [await groups.findGroup(id)].filter((group) => group !== undefined);
  const [group, ...others] = found;
  const what = isByName ? `the group named ${JSON.stringify(displayName)}` : `group ${id}`;
  const check = isByName
    ? "Check the name, which is compared whole and without regard to case"
    : "Check the id";
  if (group === undefined)
    throw new MissingError(
      `Cannot get ${what}: the directory has none. ${check}, and that the tenant and the cloud are the right ones; ` +
        "a group that was just created may take a moment to show.",
    );
  if (others.length > 0)
    throw new LookupError([
      `Cannot get ${what}: the directory has ${found.length} of that name:`,
      ...found.map(describeGroup).sort(),
      "Give the `id` of the one that is meant.",
    ]);
  return group;
}

function describeGroup({ id, displayName, description }: Group): string {
  const name = `  - ${id} ${JSON.stringify(displayName)}`;
  return description === null ? name : `${name}: ${JSON.stringify(description)}`;
}
