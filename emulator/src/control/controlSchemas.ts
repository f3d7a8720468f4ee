import { behaviourSchema, type JsonSchema } from "../documents/behaviourSchema.js";
import { faultSchema } from "../documents/faultSchema.js";
import { approvalSchema } from "../documents/stateSchema.js";
import { tenantSchema } from "../documents/tenantSchema.js";

const text = { type: "string" };

export const controlSchemas: Readonly<Record<string, JsonSchema>> = {
  Tenant: tenantSchema,
  Behaviour: behaviourSchema,
  Fault: faultSchema,
  ScriptedFault: {
    type: "object",
    description: "A `Fault`, and how many requests it has hit.",
    required: ["hits"],
    properties: { hits: { type: "integer" } },
  },
  Approval: approvalSchema,
  Request: {
    type: "object",
    required: ["time", "method", "path", "requestId", "batch"],
    properties: {
      time: { type: "number", description: "Arrival, in milliseconds since 1970." },
      method: text,
      path: { ...text, description: "With the query." },
      status: { type: "integer", description: "Absent when the connection was cut." },
      clientRequestId: text,
      requestId: text,
      body: { description: "The JSON body; absent when there is none." },
      form: { type: "object", description: "The fields of a form, without secrets." },
      applicationId: { ...text, description: "The application of a valid token." },
      userAgent: text,
      batch: { type: "boolean", description: "Whether it is a part of a batch." },
    },
  },
  Problem: { type: "object", required: ["error"], properties: { error: text } },
};

export function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

export function listOf(name: string): JsonSchema {
  return { type: "array", items: reference(name) };
}
