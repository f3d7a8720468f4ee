import type { JsonSchema } from "./behaviourSchema.js";
import { tenantSchema } from "./tenantSchema.js";

const text = { type: "string" };

export const approvalSchema = {
  type: "object",
  required: ["code", "applicationId", "method", "path", "bodyText", "justification", "state"],
  properties: {
    code: text,
    applicationId: text,
    method: text,
    path: text,
    bodyText: text,
    justification: text,
    state: { type: "string", enum: ["pending", "approved", "rejected", "expired", "completed"] },
  },
};

/** What `--state` keeps from one start to the next. */
export const stateSchema: JsonSchema = {
  type: "object",
  required: ["tenant", "approvals", "random"],
  additionalProperties: false,
  properties: {
    tenant: tenantSchema,
    approvals: {
      type: "array",
      items: {
        type: "object",
        required: ["approval", "endTime"],
        properties: { approval: approvalSchema, endTime: { type: "number" } },
      },
    },
    random: { type: "integer", description: "Where the sequence of ids goes on." },
  },
};
