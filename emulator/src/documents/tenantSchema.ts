import type { JsonSchema } from "./behaviourSchema.js";

const text = { type: "string" };
const date = { type: ["string", "null"] };

const target = {
  type: "object",
  description: "A `deviceAndAppManagementAssignmentTarget`, as Graph spells it.",
  required: ["@odata.type"],
  additionalProperties: false,
  properties: {
    "@odata.type": { ...text, pattern: "^#?microsoft\\.graph\\." },
    groupId: text,
    collectionId: text,
    deviceAndAppManagementAssignmentFilterId: { type: ["string", "null"] },
    deviceAndAppManagementAssignmentFilterType: text,
  },
};

const rows = { type: "array", items: { type: "object" } };

const configuration = {
  type: "object",
  description: "What is not given is made up. `payload` is base64.",
  additionalProperties: false,
  properties: {
    id: text,
    displayName: text,
    description: { type: ["string", "null"] },
    payload: text,
    payloadFileName: text,
    roleScopeTagIds: { type: ["array", "null"], items: text },
    expirationDateTime: date,
    createdDateTime: text,
    lastModifiedDateTime: text,
    version: { type: "integer" },
    assignments: list({ id: text, target }, "target"),
    groupAssignments: list({ id: text, targetGroupId: text }, "targetGroupId"),
    deviceStatuses: rows,
    userStatuses: rows,
  },
};

export const tenantSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    groups: list({
      id: text,
      displayName: text,
      description: { type: ["string", "null"] },
      groupTypes: { type: "array", items: text },
      mailEnabled: { type: "boolean" },
      securityEnabled: { type: "boolean" },
    }),
    configurations: { type: "array", items: configuration },
  },
};

function list(properties: Readonly<Record<string, unknown>>, ...required: readonly string[]) {
  const items = { type: "object", additionalProperties: false, required, properties };
  return { type: "array", items };
}
