import type { Behaviour } from "../behaviour.js";
import {
  targetGroup,
  typePrefix,
  type Assignment,
  type AssignmentTarget,
} from "../graphObjects.js";
import { isRecord } from "../isRecord.js";
import type { SetName } from "../store/assignmentSets.js";
import { presentTarget, spellGuid } from "./presentTarget.js";
import { readTarget } from "./readTarget.js";

/** How the items of a set look on the wire. */
export interface SetForm {
  readonly type: string;
  readonly itemName: string;
  present(assignment: Assignment, behaviour: Behaviour): Readonly<Record<string, unknown>>;
  /** Undefined when a PATCH leaves it out. */
  readTarget(body: unknown): AssignmentTarget | undefined;
}

/** The two forms. Source: Graph's metadata and examples. */
export const setForms: Readonly<Record<SetName, SetForm>> = {
  assignments: {
    type: "iosLobAppProvisioningConfigurationAssignment",
    itemName: "Assignment",
    present: ({ id, target }, behaviour) => ({
      "@odata.type": `${typePrefix}iosLobAppProvisioningConfigurationAssignment`,
      id,
      target: presentTarget(target, behaviour),
    }),
    readTarget: (body) =>
      isRecord(body) && isRecord(body["target"]) ? readTarget(body["target"]) : undefined,
  },
  groupAssignments: {
    type: "mobileAppProvisioningConfigGroupAssignment",
    itemName: "GroupAssignment",
    present: ({ id, target }, behaviour) => ({
      "@odata.type": `${typePrefix}mobileAppProvisioningConfigGroupAssignment`,
      targetGroupId: spellGuid(target.groupId ?? null, behaviour),
      id,
    }),
    readTarget: (body) =>
      isRecord(body) && typeof body["targetGroupId"] === "string"
        ? targetGroup(body["targetGroupId"])
        : undefined,
  },
};
