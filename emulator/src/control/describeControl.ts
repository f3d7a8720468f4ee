import type { ControlOperation } from "./controlOperation.js";
import { controlSchemas, reference } from "./controlSchemas.js";

export function describeControl(operations: readonly ControlOperation[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/gu, "{$1}");
    paths[path] = {
      ...paths[path],
      [operation.method.toLowerCase()]: describeOperation(operation, path),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Control of intune-graph-emulator",
      version,
      description: "Listens on 127.0.0.1 only, and answers no web page.",
    },
    paths,
    components: { schemas: controlSchemas },
  };
}

function describeOperation({ summary, takes, gives }: ControlOperation, path: string): object {
  const names = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
  return {
    summary,
    ...(names.length > 0 && {
      parameters: names.map((name) => ({
        name,
        in: "path",
        required: true,
        schema: { type: "string" },
      })),
    }),
    ...(takes !== undefined && {
      requestBody: { required: true, content: asJson(reference(takes)) },
    }),
    responses: {
      ...(gives === undefined
        ? { "204": { description: "Done" } }
        : { "200": { description: "Done", content: asJson(gives) } }),
      "4XX": { description: "Nothing was changed", content: asJson(reference("Problem")) },
    },
  };
}

function asJson(schema: object): object {
  return { "application/json": { schema } };
}
