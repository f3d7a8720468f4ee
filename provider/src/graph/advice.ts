import type { GraphRequest } from "./graphRequest.js";

interface Failed extends Omit<GraphRequest, "action"> {
  status?: number | undefined;
  code: string;
  message: string;
  isChallenge?: boolean | undefined;
}

export function findAdvice(failed: Failed): string | undefined {
  const { status, code, message, isChallenge, method, path, sentAlong = [] } = failed;
  if (status === undefined)
    return "Check that this machine reaches Graph (graphEndpoint, proxy, certificates), then run the command again.";
  if (code === "InvalidAnswer" && status < 500 && status !== 429)
    return "Graph itself did not answer: check the proxy (HTTPS_PROXY, NO_PROXY), what it lets through, and graphEndpoint.";
  if (status === 401 && isChallenge === true) return challenged;
  if (isApprovalRequired(failed)) return unasked;
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

/** 403 in the versions of May 2026, 400 in later ones (Intune's documentation of Multi Admin Approval). */
function isApprovalRequired({ status, code, message }: Failed): boolean {
  if (status === 403 && code === "ApprovalRequired") return true;
  return status === 400 && /x-msft-approval-justification/i.test(message);
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
