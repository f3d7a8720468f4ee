// @ts-nocheck
import type { AssignmentTarget } from "intune-graph-emulator";

/** Targets as a client sends them. */
export const allDevices = { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" };

/** A target that includes a group. */
export function includeGroup(groupId: string) {
  return { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId };
}

/** Targets that include so many groups. */
export function includeGroups(count: number) {
  return Array.from({ length: count }, (_, index) =>
    includeGroup(`${String(index).padStart(8, "0")}-1111-4111-8111-aaaaaaaaaaaa`),
  );
}

/** A target that excludes a group. */
export function excludeGroup(groupId: string) {
  return { "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget", groupId };
}

/** The body of `assign`, as public clients send it. */
export function assignBody(...targets: readonly object[]) {
  return { iOSLobAppProvisioningConfigAssignments: targets.map((target) => ({ target })) };
}

/** Ids of groups for tests. */
export const groupA = "aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa";
export const groupB = "bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb";
export const groupC = "cccccccc-3333-4333-8333-cccccccccccc";

/** The id of a filter. */
export const filterId = "dddddddd-4444-4444-8444-dddddddddddd";

/** Group A, filtered. */
export const filtered = {
  ...includeGroup(groupA),
  deviceAndAppManagementAssignmentFilterId: filterId,
  deviceAndAppManagementAssignmentFilterType: "include",
};

/** The groups that targets aim at; "all" stands for a target without one. */
export function groupsOf(targets: readonly AssignmentTarget[]): string[] {
  return targets.map(({ groupId }) => groupId ?? "all");
}
