import { toReadable } from "../domain/readable.js";
import { findEffect, isTransient, type FailureKind } from "./retry.js";

export interface GraphRequest {
  /** Follows "Cannot": "read the assignments of … 1234". */
  action: string;
  method: string;
  /** With the query: `/beta/…`. */
  path: string;
  body?: unknown;
  /** Undeclared entries in the body, for messages. */
  sentAlong?: readonly string[] | undefined;
  /** Groups that this request adds: Intune learns of new ones after Entra. */
  newGroupIds?: readonly string[] | undefined;
}

export interface GraphFailure extends FailureKind {
  message: string;
  /** For Microsoft's support. */
  activityId?: string | undefined;
  requestId?: string | undefined;
  /** Asked for in a new token, as JSON (continuous access evaluation). */
  claims?: string | undefined;
  /** Of a waiting Multi Admin Approval. */
  approvalCode?: string | undefined;
  gaveUp?: string;
  /** In place of other advice. */
  approval?: string | undefined;
  verdict?: Verdict;
}

/** Whether other responses confirm a 404. */
export interface Verdict {
  isGone: boolean;
  reason: string;
}

/** Holds no request headers, so no token. */
export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly status: number | undefined;
  readonly code: string;
  readonly retryAfterMs: number | undefined;
  readonly verdict: Verdict | undefined;
  /** Graph's own 404; only a verdict is proof. */
  readonly isNotFound: boolean;
  /** Another operation blocks this one, and may have done its work. */
  readonly isConflict: boolean;
  readonly isTransient: boolean;
  /** Attempts in all, within the retry budget. */
  readonly maxAttempts: number;
  /** The write may have taken effect: its response was lost, or is not Graph's. */
  readonly isAmbiguous: boolean;
  readonly #request: GraphRequest;
  readonly #failure: GraphFailure;

  constructor(request: GraphRequest, failure: GraphFailure) {
    super(describeFailure(request, failure));
    ({ status: this.status, code: this.code, retryAfterMs: this.retryAfterMs } = failure);
    this.verdict = failure.verdict;
    this.isNotFound = this.status === 404 && this.code === "ResourceNotFound";
    this.isConflict = this.status === 409 || this.status === 423;
    this.isTransient = isTransient(failure);
    this.maxAttempts = this.isTransient ? Infinity : countAttempts(request, failure);
    this.isAmbiguous = request.method !== "GET" && findEffect(failure) === "unknown";
    this.#request = request;
    this.#failure = failure;
  }

  /** Such as "Cannot assign X: Graph answered 429 TooManyRequests". */
  get summary(): string {
    return describeAnswer(this.#request, this.#failure);
  }

  get claims(): string | undefined {
    return this.#failure.claims;
  }

  with(found: Pick<GraphFailure, "gaveUp" | "verdict">): GraphError {
    return new GraphError(this.#request, { ...this.#failure, ...found });
  }
}

function countAttempts({ method, newGroupIds = [] }: GraphRequest, failure: GraphFailure) {
  if (method === "GET" && failure.status === 500) return 4;
  const [, refused = ""] = /Invalid GroupId\s*:\s*([0-9a-f-]{36})/i.exec(failure.message) ?? [];
  // One to two minutes.
  return failure.status === 400 && newGroupIds.includes(refused.toLowerCase()) ? 8 : 1;
}

function describeAnswer({ action }: GraphRequest, { status, code }: GraphFailure): string {
  const answer = status === undefined ? code : `Graph answered ${`${status} ${code}`.trimEnd()}`;
  return `Cannot ${action}: ${answer}`;
}

const longestPath = 500;

function describeFailure(request: GraphRequest, failure: GraphFailure): string {
  const { message, requestId, activityId, gaveUp, verdict, approval } = failure;
  const said = /[.!?]$/.test(message) ? message : `${message}.`;
  const advice =
    verdict?.isGone === false
      ? "Nothing is concluded from that. Run the command again in a few minutes."
      : (approval ?? findAdvice({ ...request, ...failure }));
  const details = [
    `${request.method} ${toReadable(request.path, { maxLength: longestPath })}`,
    requestId && `request-id ${requestId}`,
    activityId && `activity id ${activityId}`,
  ];
  const shown = `(${details.filter(Boolean).join(", ")})`;
  const answer = `${describeAnswer(request, failure)}: ${said}`;
  return [answer, gaveUp, verdict?.reason, advice, shown].filter(Boolean).join(" ");
}

/** Shared by a process's requests (settings, sign-in): shown once. */
export abstract class ProcessFailure extends Error {
  /** As "the settings are wrong". */
  abstract readonly summary: string;
}

export function isRequestFailure(error: unknown): error is GraphError | ProcessFailure {
  return error instanceof GraphError || error instanceof ProcessFailure;
}

export function findAdvice(failed: GraphRequest & GraphFailure): string | undefined {
  const { status, code, message, claims, method, path, sentAlong = [] } = failed;
  if (status === undefined)
    return "Check that this machine reaches Graph (graphEndpoint, proxy, certificates), then run the command again.";
  if (code === "InvalidAnswer" && status < 500 && status !== 429)
    return "Graph itself did not answer: check the proxy (HTTPS_PROXY, NO_PROXY), what it lets through, and graphEndpoint.";
  if (status === 401 && claims !== undefined) return challenged;
  // 403 in the versions of May 2026, 400 in later ones (Intune's documentation of Multi Admin Approval).
  if (status === 403 && code === "ApprovalRequired") return unasked;
  if (status === 400 && /x-msft-approval-justification/i.test(message)) return unasked;
  if (status === 412 && method !== "GET") return waiting;
  if (status === 403) return describeMissingPermission(method, path);
  if (status === 400 && /not applicable to (the )?target tenant/i.test(message))
    return (
      "Intune does not serve this tenant: it needs a licence for Intune, and an MDM authority " +
      "(Intune admin center > Tenant administration). See that the tenant is the right one, too."
    );
  if (status === 400 && code === "BadRequest" && method === "POST" && path.endsWith("/assign"))
    return sentAlong.length > 0 ? describeSentAlong(sentAlong) : unknownId;
  return adviceByStatus[status];
}

export const whereToApprove =
  "Another administrator must approve it within 3 days: Intune admin center > Tenant administration > Multi Admin Approval.";
export const orExclude =
  "Or exclude this application in the access policy (Multi Admin Approval > Access policies > Exclusions).";

const unasked =
  "The tenant requires Multi Admin Approval: another administrator must approve each change of apps. To ask for approval, set " +
  `intune:approvalJustification and intune:approvalsFile (docs/cookbook/wait-for-approval.md). ${orExclude}`;

const waiting = `A request for approval may stand in the tenant. ${whereToApprove} ${orExclude}`;

const unknownId =
  "Check that every id in the program exists in this tenant. A group that was just made takes a while to reach Intune: " +
  "run the command again in a few minutes. Filters are documented as not supported here.";

const challenged =
  "Graph refuses a new token too: a policy of Conditional Access, such as one of places, keeps this identity out, or it was disabled. " +
  "Entra's sign-in log of the identity names the policy: run where it allows to, or have it changed.";

const adviceByStatus: Readonly<Record<number, string>> = {
  401: "Check the tenant, the cloud and the credential that signs in: tokens of one cloud are refused in another.",
  404: "Check the id, and that the tenant and the cloud are the right ones.",
  429: "The quota is used up: wait, then run the command again.",
  500: "Run the command again; if it keeps failing, give Microsoft's support the request id.",
  ...Object.fromEntries([502, 503, 504].map((status) => [status, "Run the command again."])),
};

function describeMissingPermission(method: string, path: string): string {
  const grant = (permission: string): string =>
    `Grant the identity that signs in the permission ${permission}, with admin consent.`;
  // The least that Graph documents for groups.
  if (/^\/(beta|v1\.0)\/groups\b/.test(path)) return grant("GroupMember.Read.All");
  const read = method === "GET" ? "DeviceManagementApps.Read.All or " : "";
  return (
    `${grant(`${read}DeviceManagementApps.ReadWrite.All`)} ` +
    "A user who has it needs a role in Intune too, which allows this and whose scope tags cover the configuration."
  );
}

const mostNamed = 5;

function describeSentAlong(entries: readonly string[]): string {
  const more = entries.length > mostNamed ? `, and ${entries.length - mostNamed} more` : "";
  return (
    "The request repeats what others have assigned, since it replaces the whole set: one of their groups may be gone. " +
    `Find out which, and remove its entry in the portal: ${entries.slice(0, mostNamed).join(", ")}${more}. ` +
    "Else check the ids that the program adds; filters are documented as not supported here."
  );
}
