import { seedTenant, type AssignmentTarget, type Emulator } from "intune-graph-emulator";

const target = (type: string, groupId?: string): AssignmentTarget => ({
  "@odata.type": `#microsoft.graph.${type}`,
  ...(groupId !== undefined && { groupId }),
});

const include = (groupId: string) => target("groupAssignmentTarget", groupId);
const exclude = (groupId: string) => target("exclusionGroupAssignmentTarget", groupId);

/** The time at which the picture is taken. */
export const pictureTimeMs = Date.parse("2026-11-25T09:30:00Z");

/** The seeded tenant some time later: profiles came, one ran out, a group was deleted. */
export function fillPictureTenant({ tenant }: Pick<Emulator, "tenant">): void {
  // The seed's profiles live for ten years, which no real one does.
  const { configurations, groups } = seedTenant(tenant, {
    expirationDateTime: "2027-03-31T00:00:00Z",
  });
  const [technicians = "", drivers = "", managers = "", contractors = ""] = groups.map(
    ({ id }) => id,
  );
  const [fieldService = "", scanner = ""] = configurations.map(({ id }) => id);
  const pilots = tenant.addGroup({ displayName: "iOS Pilot Ring" }).id;
  const interns = tenant.addGroup({ displayName: "Interns 2025" }).id;

  tenant.updateConfiguration(scanner, { expirationDateTime: "2026-10-12T00:00:00Z" });
  tenant.addAssignment(fieldService, exclude(contractors));
  const add = (displayName: string, expires: string, targets: AssignmentTarget[]): void => {
    const { id } = tenant.addConfiguration({
      displayName,
      expirationDateTime: `${expires}T00:00:00Z`,
      payloadFileName: `${displayName.replaceAll(" ", "")}.mobileprovision`,
    });
    tenant.setAssignments(id, targets);
  };
  add("Site Inspection", "2026-12-04", [
    target("allLicensedUsersAssignmentTarget"),
    exclude(contractors),
  ]);
  add("Shift Planner", "2026-12-19", [include(managers), include(pilots)]);
  add("Onboarding", "2027-02-08", [include(interns), include(managers)]);
  add("Returns Desk", "2027-06-21", [include(managers), include(drivers)]);
  add("Visitor Kiosk", "2027-09-02", [target("allDevicesAssignmentTarget")]);
  add("Delivery Notes", "2027-11-10", [
    include(technicians),
    include(drivers),
    exclude(contractors),
  ]);
  tenant.removeGroup(interns);
}
