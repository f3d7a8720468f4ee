import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import type { Emulator } from "intune-graph-emulator";
import { groupId, liveGroup } from "../engine/liveTargets.ts";
import type { Shell } from "../engine/shell.ts";

/** Ids stand in the recorded states, so they never change. */
const configurationIds = {
  authoritative: "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b01",
  additive: "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b02",
  older: "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b03",
  empty: "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b04",
};

/** A tenant in which the program finds its configurations; the additive one has an entry of others. */
export function seedRecordedTenant({ tenant }: Emulator): void {
  for (const id of Object.values(configurationIds)) tenant.addConfiguration({ id });
  tenant.setAssignments(configurationIds.additive, [liveGroup(9)]);
}

/** What the program leaves in it. */
export function seedRecordedTenantAfter(emulator: Emulator): void {
  const { tenant } = emulator;
  const ids = configurationIds;
  const spell = (type: string, more: object = {}) => ({
    "@odata.type": `#microsoft.graph.${type}AssignmentTarget`,
    ...more,
  });
  seedRecordedTenant(emulator);
  tenant.setAssignments(ids.authoritative, [
    {
      ...liveGroup(1),
      deviceAndAppManagementAssignmentFilterId: groupId(8),
      deviceAndAppManagementAssignmentFilterType: "exclude",
    },
    spell("exclusionGroup", { groupId: groupId(2) }),
    spell("allLicensedUsers"),
    spell("allDevices"),
    spell("configurationManagerCollection", { collectionId: "SMS00001" }),
  ]);
  tenant.addAssignment(ids.additive, liveGroup(3));
  tenant.setAssignments(ids.older, [liveGroup(4)]);
  tenant.setGroupAssignments(ids.older, [groupId(5)]);
}

/** One resource of each kind whose state must go on working in every later release. */
export const recordedProgram = ({ target, ...shell }: Shell): PulumiFn => () => {
  new shell.IosLobAppProvisioningConfigurationAssignments("authoritative", {
    configurationId: configurationIds.authoritative,
    assignments: [
      target.group(groupId(1), { filterId: groupId(8), filterType: "exclude" }),
      target.exclusionGroup(groupId(2)),
      target.allLicensedUsers(),
      target.allDevices(),
      target.configurationManagerCollection("SMS00001"),
    ],
    unmanaged: "remove",
  });
  new shell.IosLobAppProvisioningConfigurationAssignments("additive", {
    configurationId: configurationIds.additive,
    assignments: [target.group(groupId(3))],
    mode: "additive",
  });
  new shell.IosLobAppProvisioningConfigurationAssignments("older", {
    configurationId: configurationIds.older,
    assignments: [target.group(groupId(4))],
    groupAssignments: [{ targetGroupId: groupId(5) }],
  });
  new shell.IosLobAppProvisioningConfigurationAssignments("empty", {
    configurationId: configurationIds.empty,
    assignments: [],
  });
  return Promise.resolve();
};
