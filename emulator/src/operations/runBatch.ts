import type { EmulatorContext } from "../emulatorContext.js";
import type { Operation, OperationRequest } from "../operation.js";
import type { IncomingRequest } from "../pipeline/incomingRequest.js";
import { readBatchParts, type BatchPart } from "./readBatchParts.js";

interface PartAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Rules: Graph's documentation of JSON batching. */
export const runBatch: Operation = {
  name: "runBatch",
  method: "POST",
  path: "/$batch",
  versions: ["/beta", "/v1.0"],
  access: "token",
  owner: "gateway",
  handle: async (request, context) => {
    const answers = new Map<string, PartAnswer>();
    // In order: what a test sees must not depend on chance.
    for (const part of readBatchParts(request.body)) {
      const failed = part.dependsOn.some((id) => (answers.get(id)?.status ?? 0) >= 400);
      const answer = failed ? failDependent(part) : await runPart(part, request, context);
      answers.set(part.id, answer);
    }
    // Answers come in any order, as documented.
    return { status: 200, body: { responses: context.random.shuffle([...answers.values()]) } };
  },
};

async function runPart(
  part: BatchPart,
  outer: OperationRequest,
  context: EmulatorContext,
): Promise<PartAnswer> {
  const outcome = await context.submit(createPartRequest(part, outer));
  if (outcome.cut !== undefined) {
    // A part has no connection that could break: our guess.
    return { id: part.id, ...createError(504, "GatewayTimeout", "The part got no answer.") };
  }
  const { status, headers, body } = outcome;
  return { id: part.id, status, headers: { ...headers }, ...(body !== undefined && { body }) };
}

function createPartRequest(part: BatchPart, outer: OperationRequest): IncomingRequest {
  const version = outer.url.pathname.replace(/\/\$batch$/iu, "");
  const headers = new Headers(part.headers);
  for (const name of ["authorization", "user-agent"]) {
    const value = outer.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return {
    method: part.method,
    url: new URL(`${outer.url.origin}${version}${part.url}`),
    headers,
    bodyText: part.body === undefined ? "" : JSON.stringify(part.body),
    isBatchPart: true,
  };
}

function failDependent(part: BatchPart): PartAnswer {
  const message = "The request depends on a request that failed.";
  return { id: part.id, ...createError(424, "FailedDependency", message) };
}

function createError(status: number, code: string, message: string) {
  return { status, headers: {}, body: { error: { code, message } } };
}
