import type { Behaviour } from "../behaviour.js";
import { nameType, type AssignmentTarget } from "../graphObjects.js";

/** Groups that stand for everyone. Source: public clients. */
const pseudoGroupIds: Readonly<Record<string, string>> = {
  allLicensedUsersAssignmentTarget: "acacacac-9df4-4c7d-9d50-4ef0226f57a9",
  allDevicesAssignmentTarget: "adadadad-808e-44e2-905a-0b7873a8a531",
};

export interface IdParts {
  readonly configurationId: string;
  readonly target: AssignmentTarget;
  readonly createGuid: () => string;
}

/** All forms are seen on siblings. */
export function createAssignmentId(form: Behaviour["assignmentIds"], parts: IdParts): string {
  const { target, configurationId, createGuid } = parts;
  const groupId = target.groupId ?? pseudoGroupIds[nameType(target["@odata.type"])];
  const forms = {
    guid: createGuid,
    configurationId_groupId: () => `${configurationId}_${groupId ?? createGuid()}`,
    groupId_0_0: () => `${groupId ?? createGuid()}_0_0`,
  };
  return forms[form]();
}
