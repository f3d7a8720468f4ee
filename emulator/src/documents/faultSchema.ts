import type { JsonSchema } from "./behaviourSchema.js";

const count = { type: "integer", minimum: 0 };

/** A `Fault` without what JSON can't say. */
export const faultSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  minProperties: 1,
  properties: {
    method: { type: "string", description: "Any when absent." },
    path: { type: "string", description: "A part of path and query; any when absent." },
    times: { ...count, description: "How many requests it hits, 1 by default." },
    skip: { ...count, description: "How many fitting requests pass before." },
    after: {
      type: "string",
      enum: ["beforeEffect", "afterEffect"],
      description: "Before the request has any effect (the default), or before its response.",
    },
    delayMs: count,
    respond: {
      type: "object",
      additionalProperties: false,
      required: ["status"],
      properties: {
        status: { type: "integer", minimum: 200, maximum: 599 },
        headers: { type: "object", additionalProperties: { type: "string" } },
        body: { description: "A string goes out as it is, anything else as JSON." },
      },
    },
    cut: { type: "string", enum: ["socket", "midBody"] },
  },
};
