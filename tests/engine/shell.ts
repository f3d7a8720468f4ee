import * as dynamic from "pulumi-intune-provisioning";
import * as native from "pulumi-intune-provisioning/native";
import { isNative } from "../handlers/nativeShell.ts";
import { groupId } from "./liveTargets.ts";

/** The classes of the package's root, or those of `/native`. */
export type Shell = typeof dynamic | typeof native;

/** Of the shell on which the tests run; see `isNative`. */
export const shell: Shell = isNative ? native : dynamic;

/** What the engine prints of a group's entry that comes or goes. */
export function printedEntry(sign: "+" | "-", number: number): RegExp {
  const id = groupId(number);
  const printed = isNative ? `groupId *: "${id}"` : `groupAssignmentTarget ${id}: {`;
  return new RegExp(`\\${sign} +${printed}`);
}
