import { targetGroup, typePrefix, type AssignmentTarget } from "./graphObjects.js";
import type { Configuration, Group } from "./graphObjects.js";
import type { Tenant } from "./store/tenant.js";

/** What `seedTenant` put into a tenant. */
export interface SeededTenant {
  readonly configurations: readonly Configuration[];
  readonly groups: readonly Group[];
}

const groupNames = [
  "Field Service Technicians",
  "Warehouse iPads",
  "Retail Store Managers",
  "iOS Pilot Ring",
];

const profileNames = ["Field Service 2026", "Warehouse Scanner", "Store Checklist"];

/** Fills a tenant with a few in-house apps' profiles, groups and assignments. */
export function seedTenant(tenant: Tenant): SeededTenant {
  const groups = groupNames.map((displayName) => tenant.addGroup({ displayName }));
  const configurations = profileNames.map((displayName) =>
    tenant.addConfiguration({
      displayName,
      description: `Provisioning profile of the in-house app ${displayName}`,
      payload: Buffer.from(`profile of ${displayName}`).toString("base64"),
      payloadFileName: `${displayName.replaceAll(" ", "")}.mobileprovision`,
      expirationDateTime: "2027-03-31T00:00:00Z",
    }),
  );
  const [technicians, warehouse, , pilots] = groups.map(({ id }) => id);
  const [fieldService, scanner] = configurations.map(({ id }) => id);
  if (technicians && warehouse && pilots && fieldService && scanner) {
    tenant.setAssignments(fieldService, [targetGroup(technicians), excludeGroup(pilots)]);
    tenant.setAssignments(scanner, [targetGroup(warehouse)]);
  }
  return { configurations, groups };
}

function excludeGroup(groupId: string): AssignmentTarget {
  return { "@odata.type": `${typePrefix}exclusionGroupAssignmentTarget`, groupId };
}
