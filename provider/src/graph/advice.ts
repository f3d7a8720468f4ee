import type { RequestDescription } from "./graphRequest.js";

/** A failed request, as far as a way out depends on it. */
interface Failed extends Omit<RequestDescription, "action"> {
  /** HTTP status; undefined when no answer came. */
  status: number | undefined;
  code: string;
}

export function findAdvice(failed: Failed): string | undefined {
  const { status, code, method, path, sentAlong = [] } = failed;
  if (status === undefined)
    return "Check that this machine reaches Graph (graphEndpoint, proxy, certificates), then run the command again.";
  if (status < 500 && status !== 429 && code === "InvalidAnswer")
    return "Graph itself did not answer: check the proxy (HTTPS_PROXY, NO_PROXY), what it lets through, and graphEndpoint.";
  if (status === 403) return describeMissingPermission(method, path);
  if (status === 400 && code === "BadRequest") {
    if (sentAlong.length > 0) return describeSentAlong(sentAlong);
    return "Check that every id in the program exists in this tenant; filters are documented as not supported here.";
  }
  return adviceByStatus[status];
}

const adviceByStatus: Readonly<Record<number, string>> = {
  401: "Check the tenant, the cloud and the credential that signs in: tokens of one cloud are refused in another.",
  404: "Check the id, and that the tenant and the cloud are the right ones.",
  429: "The quota is used up: wait, then run the command again.",
  500: "Run the command again; if it keeps failing, give Microsoft's support the request id.",
  502: "Run the command again.",
  503: "Run the command again.",
  504: "Run the command again.",
};

function describeMissingPermission(method: string, path: string): string {
  const grant = (permission: string): string =>
    `Grant the identity that signs in the permission ${permission}, with admin consent.`;
  // The least that reads a group by id and lists groups, as Graph's documentation has it.
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
