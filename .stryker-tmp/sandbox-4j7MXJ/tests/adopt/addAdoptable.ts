// @ts-nocheck
import type { Emulator } from "intune-graph-emulator";
import { makeProfile } from "../../engine/profile/makeProfile.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** The odd ones among the configurations of the tenant, by id. */
export interface OddConfigurations {
  plainId: string;
  /** Assigned to a group that was deleted. */
  orphanedId: string;
  /** Has a target of a type that this release does not know. */
  strangeId: string;
  /** Its profile has expired. */
  expiredId: string;
  /** Intune does not say when it ends, though its profile does. */
  undatedId: string;
  /** What it holds is no profile. */
  brokenId: string;
}

/** Fills a tenant with what there is in real ones, and `plain` ordinary configurations more, of two names. */
export function addAdoptable({ tenant }: Emulator, plain = 3): OddConfigurations {
  const technicians = tenant.addGroup({ displayName: "Technicians" });
  const pilots = tenant.addGroup({ displayName: 'Pilots "North" */' });
  const twins = [1, 2].map(() => tenant.addGroup({ displayName: "Twins" }));
  const inAYear = new Date(Date.now() + 365 * dayMs);
  const groupTarget = (groupId: string, type = "groupAssignmentTarget") => ({
    "@odata.type": `#microsoft.graph.${type}`,
    groupId,
  });
  const add = (
    displayName: string,
    payload: Uint8Array,
    targets: object[],
    expires: Date | null = inAYear,
  ): string => {
    const { id } = tenant.addConfiguration({
      displayName,
      payload: Buffer.from(payload).toString("base64"),
      payloadFileName: `${displayName.slice(0, 8)}.mobileprovision`,
      expirationDateTime: expires && `${expires.toISOString().slice(0, 19)}Z`,
    });
    tenant.setAssignments(id, targets as never);
    return id;
  };
  const profile = makeProfile({ expires: inAYear });
  const everyone = [
    { "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget" },
    groupTarget(pilots.id, "exclusionGroupAssignmentTarget"),
  ];
  for (let number = 0; number < plain; number += 1)
    add(`Field ${number % 2 === 0 ? "North" : "South"}`, profile, [groupTarget(technicians.id)]);
  const aMonthAgo = new Date(Date.now() - 30 * dayMs);
  const expired = makeProfile({
    created: new Date(Date.now() - 400 * dayMs),
    expires: aMonthAgo,
  });
  const newTarget = { "@odata.type": "#microsoft.graph.moonAssignmentTarget", phase: "full" };
  return {
    plainId: add("Field Service", profile, everyone),
    orphanedId: add("Außendienst 現場", profile, [
      groupTarget("deadbeef-0000-4000-8000-00000000dead"),
      ...twins.map(({ id }) => groupTarget(id)),
    ]),
    strangeId: add("Moon", profile, [newTarget, groupTarget(technicians.id)]),
    expiredId: add("Last year's", expired, [], aMonthAgo),
    undatedId: add("Undated", profile, [], null),
    brokenId: add("Broken", Buffer.from("no profile"), [groupTarget(technicians.id)]),
  };
}
