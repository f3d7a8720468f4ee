// @ts-nocheck
import { targetGroup, typePrefix, type AssignmentTarget } from "./graphObjects.js";
import type { Configuration, Group } from "./graphObjects.js";
import { readSeedProfile } from "./readSeedProfile.js";
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

/**
 * Fills a tenant with a few in-house apps' profiles (made up, valid until 2036), groups and assignments.
 * @param given what all configurations say in place of what is usual, such as an earlier end
 */
export function seedTenant(tenant: Tenant, given: Partial<Configuration> = {}): SeededTenant {
  const groups = groupNames.map((displayName) => tenant.addGroup({ displayName }));
  const configurations = profileNames.map((displayName) =>
    tenant.addConfiguration({
      displayName,
      description: `Provisioning profile of the in-house app ${displayName}`,
      ...readSeedProfile(displayName),
      ...given,
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
