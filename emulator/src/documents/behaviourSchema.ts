import type { Behaviour } from "../behaviour.js";
import {
  behaviourChoices,
  lagRoutes,
  patchableProperties,
  retryAfterForms,
  type ChoiceName,
} from "../behaviourChoices.js";

export type JsonSchema = Readonly<Record<string, unknown>>;

const limit = { type: "integer", minimum: 0 };
const spans = { reads: limit, ms: limit };
const one = { minProperties: 1, maxProperties: 1, additionalProperties: false };
const span = { type: "object", ...one, properties: spans };

const lag = {
  type: ["object", "null"],
  ...one,
  properties: {
    ...spans,
    routes: {
      type: "object",
      additionalProperties: false,
      properties: Object.fromEntries(lagRoutes.map((route) => [route, span])),
    },
  },
};

const quota = {
  type: ["object", "null"],
  additionalProperties: false,
  properties: {
    writesPerWindow: limit,
    requestsPerWindow: limit,
    windowMs: limit,
    retryAfter: { type: "string", enum: retryAfterForms },
  },
};

/** null stands for undefined. */
const switches = {
  ...listChoices(),
  readLag: lag,
  creationLag: lag,
  patchIgnores: { type: "array", items: { type: "string", enum: patchableProperties } },
  quota,
} satisfies Record<keyof Behaviour, JsonSchema>;

export const behaviourSchema = {
  type: "object",
  additionalProperties: false,
  properties: switches satisfies Record<keyof Behaviour, JsonSchema> as Readonly<
    Record<string, JsonSchema>
  >,
};

function listChoices() {
  const schemas = Object.entries(behaviourChoices).map(([name, choices]) => [
    name,
    { type: "string", enum: choices },
  ]);
  return Object.fromEntries(schemas) as Record<ChoiceName, JsonSchema>;
}
