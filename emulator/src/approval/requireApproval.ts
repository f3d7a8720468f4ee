import type { Behaviour } from "../behaviour.js";
import { GraphFailure, refuseRequest } from "../graphFailure.js";
import type { RequestHeaders } from "../pipeline/incomingRequest.js";
import type { Approvals, Change } from "./approvals.js";

const justificationHeader = "x-msft-approval-justification";
const codeHeader = "x-msft-approval-code";
const longestJustification = 1024;

export interface Gate {
  readonly policy: Behaviour["multiAdminApproval"];
  readonly approvals: Approvals;
}

/** Throws unless this very change was approved. Source: Intune's documentation. */
export function requireApproval(change: Change, headers: RequestHeaders, gate: Gate): void {
  const { policy, approvals } = gate;
  if (policy === "off") return;
  const code = headers.get(codeHeader);
  if (code !== null) {
    requireApproved(code, change, approvals);
    return;
  }
  const justification = headers.get(justificationHeader);
  if (justification === null) throw refuseUnasked(policy);
  const text = Buffer.from(justification, "base64").toString();
  if (text === "" || text.length > longestJustification) {
    // Our guess.
    throw refuseRequest(
      `Header '${justificationHeader}' must be the base64 of 1 to ${longestJustification} characters`,
    );
  }
  throw refuseWaiting(approvals.ask(change, text));
}

/** The answers to a useless code are our guess. */
function requireApproved(code: string, change: Change, approvals: Approvals): void {
  const approval = approvals.find(code);
  if (approval === undefined || !isSame(approval, change)) {
    throw refuseRequest(`The approval code '${code}' is not one of this request`);
  }
  if (approval.state === "pending") throw refuseWaiting(code);
  if (approval.state !== "approved") {
    throw refuseRequest(`The request with the approval code '${code}' is ${approval.state}`);
  }
  approvals.complete(code);
}

function isSame(left: Change, right: Change): boolean {
  const keys = ["applicationId", "method", "path", "bodyText"] as const;
  return keys.every((key) => left[key] === right[key]);
}

/** Both forms were met in 2026. */
function refuseUnasked(policy: "badRequest" | "approvalRequired"): GraphFailure {
  const message = `Header '${justificationHeader}' is required to request approval`;
  return policy === "badRequest"
    ? refuseRequest(message)
    : new GraphFailure({ status: 403, code: "ApprovalRequired", message });
}

function refuseWaiting(code: string): GraphFailure {
  return new GraphFailure({
    status: 412,
    code: "BadRequest",
    message: "The request needs the approval of another administrator",
    headers: { [codeHeader]: code },
  });
}
