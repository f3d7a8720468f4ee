import { requireApproval } from "../approval/requireApproval.js";
import type { EmulatorContext } from "../emulatorContext.js";
import type { Settings } from "../emulatorOptions.js";
import { renderFailure, type TraceIds } from "../graphErrors.js";
import { GraphFailure, refuseMissing, refuseRequest } from "../graphFailure.js";
import type { Answer } from "../answer.js";
import { writeAccess, type Operation, type OperationRequest } from "../operation.js";
import { operations } from "../operations.js";
import { readingOf } from "../operations/readingOf.js";
import { checkBody } from "../schema/checkBody.js";
import { createEntraErrorBody, EntraFailure } from "../signIn/entraFailure.js";
import type { Identity } from "../signIn/identifyCaller.js";
import { requireAccess } from "../signIn/requireAccess.js";
import { describeAnswer } from "../wire/describeAnswer.js";
import type { IncomingRequest } from "./incomingRequest.js";
import type { Outcome } from "./outcome.js";
import { QuotaMeter } from "./quotaMeter.js";
import { readJson } from "./readJson.js";
import { createRouteTable } from "./routeTable.js";

/** Never throws for what a client did. */
export type Performer = (
  request: IncomingRequest,
  ids: TraceIds,
  identity: Identity,
) => Promise<Outcome>;

export function createPerformer(context: EmulatorContext): Performer {
  const findRoute = createRouteTable(operations);
  const meter = new QuotaMeter();
  return async (request, ids, identity) => {
    let owner: Operation["owner"] = "gateway";
    try {
      const { operation, parameters } = findRoute(request.method, request.url);
      owner = operation.owner;
      admitCaller(operation, { request, identity, meter, settings: context.settings });
      const body = readBody(operation, request);
      const { method, url, headers, bodyText } = request;
      const { name: route } = operation;
      const call = { route, method, url, headers, bodyText, body, parameters, ids };
      if (owner === "intune") requireShown(call, context);
      if (operation.access === writeAccess) gateWrite(call, identity, context);
      const answer = await operation.handle(call, context);
      const isGraphs = owner === "intune" || owner === "directory";
      return completeOutcome(isGraphs ? describeAnswer(answer, operation, url) : answer);
    } catch (error) {
      return completeOutcome(renderRefusal(error, { owner, ids, request, context }));
    }
  };
}

function admitCaller(
  operation: Operation,
  call: {
    readonly request: IncomingRequest;
    readonly identity: Identity;
    readonly meter: QuotaMeter;
    readonly settings: Settings;
  },
): void {
  if (operation.access === "anonymous") return;
  if ("failure" in call.identity) throw call.identity.failure;
  const { caller } = call.identity;
  const { behaviour, now } = call.settings;
  // A batch is throttled by its parts, not as a whole (documented).
  if (operation.owner !== "gateway" && behaviour.quota !== undefined) {
    const { applicationId } = caller;
    const { method } = call.request;
    call.meter.count({ applicationId, method, time: now() }, behaviour.quota);
  }
  requireAccess(operation, caller, behaviour.permissions);
}

function readBody(operation: Operation, { bodyText, headers }: IncomingRequest): unknown {
  const isBatch = operation.owner === "gateway";
  if (operation.bodyType === undefined && !isBatch) return undefined;
  const body = readJson(bodyText, headers.get("content-type"));
  const problem =
    operation.bodyType && checkBody(body, operation.bodyType, operation.partialBody ?? false);
  if (problem) throw refuseRequest(problem);
  return body;
}

function gateWrite(call: OperationRequest, identity: Identity, context: EmulatorContext): void {
  const { method, url, bodyText, headers } = call;
  const applicationId = "caller" in identity ? identity.caller.applicationId : "";
  const change = { applicationId, method, path: url.pathname + url.search, bodyText };
  const policy = context.settings.behaviour.multiAdminApproval;
  requireApproval(change, headers, { policy, approvals: context.approvals });
}

function requireShown(call: OperationRequest, context: EmulatorContext): void {
  const { id } = call.parameters;
  if (id === undefined || context.store.findRecord(id).isShown(readingOf(call, context))) return;
  throw refuseMissing("iosLobAppProvisioningConfiguration", id);
}

function renderRefusal(
  error: unknown,
  at: {
    readonly owner: Operation["owner"];
    readonly ids: TraceIds;
    readonly request: IncomingRequest;
    readonly context: EmulatorContext;
  },
): Answer {
  const time = at.context.settings.now();
  if (error instanceof EntraFailure) {
    return { status: error.status, body: createEntraErrorBody(error, { ...at.ids, time }) };
  }
  if (!(error instanceof GraphFailure)) throw error;
  const path = at.request.url.pathname.replace(/^\/(?:beta|v1\.0)/iu, "");
  const ownedByIntune = at.owner === "intune";
  const body = renderFailure(error, { ...at.ids, ownedByIntune, path, time });
  return { status: error.status, headers: error.headers, body };
}

function completeOutcome(answer: Answer): Outcome {
  const type =
    answer.body === undefined
      ? undefined
      : "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
  return { ...answer, headers: { ...(type && { "Content-Type": type }), ...answer.headers } };
}
