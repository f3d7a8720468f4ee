/** The first reading is the default. `Behaviour` says what they mean. */
export const behaviourChoices = {
  assign: ["replace", "merge"],
  absentCollection: ["keeps", "clears"],
  nullCollection: ["keeps", "clears"],
  emptyCollection: ["clears", "keeps"],
  groupAssignments: ["apart", "mirrored"],
  payload: ["returned", "unlisted", "null"],
  assignmentIds: ["guid", "configurationId_groupId", "groupId_0_0"],
  noFilter: ["null", "absent", "none", "zeroGuid"],
  guidCase: ["asSent", "upper"],
  filters: ["keep", "ignore", "refuse"],
  duplicateGroups: ["keep", "ignore", "refuse"],
  unknownGroups: ["keep", "ignore", "refuse"],
  entityEnvelope: ["bare", "wrapped"],
  patchAnswer: ["entity", "noContent"],
  permissions: ["apps", "appsOrConfiguration"],
  multiAdminApproval: ["off", "badRequest", "approvalRequired"],
  itemRoutes: ["present", "absent"],
  expandAssignments: ["filled", "empty", "cutOff", "linked"],
  unexpandedList: ["filled", "empty"],
} as const;

export type ChoiceName = keyof typeof behaviourChoices;

export type Choice<Name extends ChoiceName> = (typeof behaviourChoices)[Name][number];

export const patchableProperties = [
  "displayName",
  "description",
  "payload",
  "payloadFileName",
  "roleScopeTagIds",
  "expirationDateTime",
] as const;

export const lagRoutes = [
  "*",
  "assign",
  "listConfigurations",
  "getConfiguration",
  "updateConfiguration",
  "deleteConfiguration",
  "listAssignments",
  "createAssignment",
  "getAssignment",
  "updateAssignment",
  "deleteAssignment",
  "listGroupAssignments",
  "createGroupAssignment",
  "getGroupAssignment",
  "updateGroupAssignment",
  "deleteGroupAssignment",
  "listDeviceStatuses",
  "listUserStatuses",
] as const;

export const retryAfterForms = ["seconds", "decimal", "date", "absent"] as const;
