import type { Assignment, AssignmentFilter } from "../domain/assignment.js";
import { writeString } from "./writeCode.js";

/** What a program calls a group, such as `groups.technicians`. */
export type NameGroup = (groupId: string) => string;

/** The constructor call for an assignment, as `target.group(groups.technicians)`. */
export function renderTarget(assignment: Assignment, nameGroup: NameGroup): string {
  switch (assignment.type) {
    case "groupAssignmentTarget":
      return renderCall("group", [nameGroup(assignment.groupId)], assignment);
    case "exclusionGroupAssignmentTarget":
      return renderCall("exclusionGroup", [nameGroup(assignment.groupId)]);
    case "allLicensedUsersAssignmentTarget":
      return renderCall("allLicensedUsers", [], assignment);
    case "allDevicesAssignmentTarget":
      return renderCall("allDevices", [], assignment);
    case "configurationManagerCollectionAssignmentTarget":
      return renderCall(
        "configurationManagerCollection",
        [writeString(assignment.collectionId)],
        assignment,
      );
  }
}

/** What of a line is left for a call that stands in a list of a resource. */
const widestCall = 73;

function renderCall(
  name: string,
  ids: readonly string[],
  { filterId, filterType }: AssignmentFilter = {},
): string {
  const filter =
    filterId === undefined || filterType === undefined
      ? []
      : [`{\n  filterId: ${writeString(filterId)},\n  filterType: ${writeString(filterType)},\n}`];
  const args = [...ids, ...filter];
  const call = `target.${name}(${args.join(", ")})`;
  const [firstLine = ""] = call.split("\n");
  if (firstLine.length <= widestCall) return call;
  const lines = args.flatMap((arg) => `${arg},`.split("\n")).map((line) => `  ${line}`);
  return [`target.${name}(`, ...lines, ")"].join("\n");
}
