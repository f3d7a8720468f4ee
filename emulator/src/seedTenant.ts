import { targetGroup, typePrefix, type AssignmentTarget } from "./graphObjects.js";
import type { Configuration, Group } from "./graphObjects.js";
import { readSeedProfile } from "./readSeedProfile.js";
import type { Tenant } from "./store/tenant.js";

export interface SeededTenant {
  readonly configurations: readonly Configuration[];
  readonly groups: readonly Group[];
}

/** Those of the documentation. */
const seededGroups = [
  { id: "0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01", displayName: "Field Service Technicians" },
  { id: "3d5e6f70-1a2b-4c3d-8e4f-5a6b7c8d4a03", displayName: "Drivers" },
  { id: "9b1d7c26-4f0e-4a8d-b3c5-2e6f8a0b4a04", displayName: "Retail Store Managers" },
  { id: "7c9d4c11-5b0e-4d7c-9a43-2f8b6f0f4a02", displayName: "Contractors" },
];

const seededConfigurations = [
  { id: "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11", displayName: "Field Service 2026" },
  { id: "a3c51f0e-7d22-4b6c-9e1b-5c0f4f1f4a03", displayName: "Warehouse Scanner" },
  { displayName: "Store Checklist" },
];

/**
 * Fills a tenant with a few in-house apps' profiles (made up, valid until 2036), groups and assignments.
 * @param given what all configurations say in place of what is usual, such as an earlier end
 */
export function seedTenant(tenant: Tenant, given: Partial<Configuration> = {}): SeededTenant {
  const groups = seededGroups.map((group) => tenant.addGroup(group));
  const configurations = seededConfigurations.map((configuration) =>
    tenant.addConfiguration({
      ...configuration,
      description: `Provisioning profile of the in-house app ${configuration.displayName}`,
      ...readSeedProfile(configuration.displayName),
      ...given,
    }),
  );
  const [technicians, drivers, , contractors] = groups.map(({ id }) => id);
  const [fieldService, scanner] = configurations.map(({ id }) => id);
  if (technicians && drivers && contractors && fieldService && scanner) {
    tenant.setAssignments(fieldService, [targetGroup(technicians), excludeGroup(contractors)]);
    tenant.setAssignments(scanner, [targetGroup(drivers)]);
  }
  return { configurations, groups };
}

function excludeGroup(groupId: string): AssignmentTarget {
  return { "@odata.type": `${typePrefix}exclusionGroupAssignmentTarget`, groupId };
}
