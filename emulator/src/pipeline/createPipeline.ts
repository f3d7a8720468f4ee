import { randomUUID } from "node:crypto";
import type { EmulatorContext } from "../emulatorContext.js";
import { createGraphErrorBody, type TraceIds } from "../graphErrors.js";
import { identifyCaller, type Identity } from "../signIn/identifyCaller.js";
import type { Fault, FaultScript } from "./faultScript.js";
import type { IncomingRequest } from "./incomingRequest.js";
import type { Outcome } from "./outcome.js";
import type { Performer } from "./createPerformer.js";
import { readForm } from "./readForm.js";
import { parseJson } from "./readJson.js";
import type { RequestLog } from "./requestLog.js";

export interface PipelineParts {
  readonly context: EmulatorContext;
  readonly faults: FaultScript;
  readonly log: RequestLog;
  readonly perform: Performer;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Logs a request, applies faults, and has it performed in between. */
export function createPipeline(parts: PipelineParts): (r: IncomingRequest) => Promise<Outcome> {
  const { context, log, sleep } = parts;
  return async (request) => {
    const identity = await identifyCaller(request.headers, context.tokens);
    const ids = createIds(request);
    const enterStatus = log.enter(describeRequest(request, { ids, identity, context }));
    if (!request.isBatchPart) await sleep(context.settings.latencyMs);
    const outcome = await runWithFaults(request, { ids, identity, parts });
    const entry = enterStatus(outcome.cut === "socket" ? undefined : outcome.status);
    await context.settings.onResponse(entry);
    return { ...outcome, headers: { ...createTraceHeaders(ids, context), ...outcome.headers } };
  };
}

interface Call {
  readonly ids: TraceIds;
  readonly identity: Identity;
  readonly parts: PipelineParts;
}

async function runWithFaults(request: IncomingRequest, call: Call): Promise<Outcome> {
  const { faults, perform } = call.parts;
  const target = { method: request.method, path: request.url.pathname + request.url.search };
  const before = await applyFault(faults.take(target, "beforeEffect"), call);
  if (before?.respond) return before.respond;
  // Without an effect there is no answer to break off.
  if (before?.cut) return { status: 200, headers: {}, body: { value: [] }, cut: before.cut };
  const outcome = await perform(request, call.ids, call.identity);
  const after = await applyFault(faults.take(target, "afterEffect"), call);
  return { ...(after?.respond ?? outcome), ...(after?.cut && { cut: after.cut }) };
}

async function applyFault(fault: Fault | undefined, call: Call) {
  if (fault === undefined) return undefined;
  if (fault.delayMs !== undefined) await call.parts.sleep(fault.delayMs);
  await fault.run?.();
  return { cut: fault.cut, respond: fault.respond && completeAnswer(fault.respond, call) };
}

/** Source: Graph's error documentation. */
const errorCodes: Readonly<Record<number, string>> = {
  401: "InvalidAuthenticationToken",
  403: "Forbidden",
  404: "ResourceNotFound",
  409: "Conflict",
  412: "PreconditionFailed",
  429: "TooManyRequests",
  500: "InternalServerError",
  502: "BadGateway",
  503: "ServiceUnavailable",
  504: "GatewayTimeout",
};

function completeAnswer(answer: NonNullable<Fault["respond"]>, { ids, parts }: Call): Outcome {
  const { status, headers = {} } = answer;
  if (answer.body !== undefined) return { status, headers, body: answer.body };
  if (status < 400) return { status, headers };
  const code = errorCodes[status] ?? "BadRequest";
  const time = parts.context.settings.now();
  const message = `Scripted answer ${status}.`;
  return { status, headers, body: createGraphErrorBody({ ...ids, code, message, time }) };
}

function createIds({ headers }: IncomingRequest): TraceIds {
  const requestId = randomUUID();
  return { requestId, clientRequestId: headers.get("client-request-id") ?? requestId };
}

function createTraceHeaders(ids: TraceIds, { settings }: EmulatorContext) {
  return {
    "request-id": ids.requestId,
    "client-request-id": ids.clientRequestId,
    Date: new Date(settings.now()).toUTCString(),
  };
}

function describeRequest(
  request: IncomingRequest,
  { ids, identity, context }: Omit<Call, "parts"> & { readonly context: EmulatorContext },
) {
  const { headers, url } = request;
  return {
    time: context.settings.now(),
    method: request.method,
    path: url.pathname + url.search,
    clientRequestId: headers.get("client-request-id") ?? undefined,
    requestId: ids.requestId,
    body: parseJson(request.bodyText),
    form: readForm(request.bodyText, headers.get("content-type")),
    applicationId: "caller" in identity ? identity.caller.applicationId : undefined,
    userAgent: headers.get("user-agent") ?? undefined,
    batch: request.isBatchPart,
  };
}
