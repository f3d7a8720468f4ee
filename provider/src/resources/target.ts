import type * as pulumi from "@pulumi/pulumi";
import type { AssignmentFilter } from "../domain/assignment.js";
import type { AssignmentArgs } from "./iosLobAppProvisioningConfigurationAssignments.js";
import type { ArgsOf } from "./registration.js";

type Filter = ArgsOf<AssignmentFilter>;

/**
 * Makes entries of `assignments`. Intune documents filters as not supported here: the provider prints a warning.
 * @example
 * ```ts
 * import { target } from "pulumi-intune-provisioning";
 * const assignments = [
 *   target.group("0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01"),
 *   target.exclusionGroup("7c9d4c11-5b0e-4d7c-9a43-2f8b6f0f4a02"),
 * ];
 * ```
 */
export const target = {
  /** Every member of the Entra group with this object id (a GUID). */
  group: (groupId: pulumi.Input<string>, filter: Filter = {}) =>
    ({ type: "groupAssignmentTarget", groupId, ...filter }) as const,

  /** Excludes every member of the group (a GUID), whatever else includes them. */
  exclusionGroup: (groupId: pulumi.Input<string>) =>
    ({ type: "exclusionGroupAssignmentTarget", groupId }) as const,

  /** "All users" in the portal: every user with an Intune licence. */
  allLicensedUsers: (filter: Filter = {}) =>
    ({ type: "allLicensedUsersAssignmentTarget", ...filter }) as const,

  /** "All devices" in the portal: every enrolled device. */
  allDevices: (filter: Filter = {}) => ({ type: "allDevicesAssignmentTarget", ...filter }) as const,

  /** A Configuration Manager collection by its id there, such as `SMS00001`. */
  configurationManagerCollection: (collectionId: pulumi.Input<string>, filter: Filter = {}) =>
    ({ type: "configurationManagerCollectionAssignmentTarget", collectionId, ...filter }) as const,
} satisfies Record<string, (...args: never[]) => AssignmentArgs>;
