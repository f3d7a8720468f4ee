// @ts-nocheck
import type { AssignmentTarget, Emulator } from "intune-graph-emulator";

const typePrefix = "#microsoft.graph.";

const toGroup = (groupId: string): AssignmentTarget => ({
  "@odata.type": `${typePrefix}groupAssignmentTarget`,
  groupId,
});

/** ISO 8601; negative days lie in the past. */
export function dateIn(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
}

/** An expired profile, one that expires soon, one for a deleted group, one in the older collection, one for nobody. */
export function fillTenant({ tenant }: Emulator) {
  const [technicians, gone] = ["Technicians", "Gone"].map((displayName) =>
    tenant.addGroup({ displayName }),
  );
  const add = (displayName: string, daysLeft: number): string =>
    tenant.addConfiguration({ displayName, expirationDateTime: dateIn(daysLeft) }).id;
  const groupIds = { technicians: technicians?.id ?? "", gone: gone?.id ?? "" };
  tenant.setAssignments(add("Scanner", -10.5), [toGroup(groupIds.technicians)]);
  tenant.setAssignments(add("Checklist", 12.5), [
    { "@odata.type": `${typePrefix}allLicensedUsersAssignmentTarget` },
  ]);
  tenant.setAssignments(add("Kiosk", 200.5), [toGroup(groupIds.gone)]);
  tenant.setGroupAssignments(add("Older", 300.5), [groupIds.technicians]);
  add("Abandoned", 400.5);
  tenant.removeGroup(groupIds.gone);
  return groupIds;
}
