const readPermission = "DeviceManagementApps.Read.All";
const writePermission = "DeviceManagementApps.ReadWrite.All";
/** The least that reads a group by id and lists groups. Source: Graph's documentation of both. */
const groupPermission = "GroupMember.Read.All";

/** A failed request, as far as a way out depends on it. */
export interface Failed {
  /** HTTP status; undefined when no answer came. */
  status: number | undefined;
  code: string;
  method: string;
  /** Path and query, without the host. */
  path: string;
}

/** What a person can do about a failed request, where that can be told. */
export function findAdvice({ status, code, method, path }: Failed): string | undefined {
  if (status === undefined) {
    return "Check that this machine reaches Graph (graphEndpoint, proxy, certificates), then run the command again.";
  }
  if (status === 403) return describeMissingPermission(method, path);
  if (status === 400 && code === "BadRequest") {
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
  return `Grant the identity that signs in the permission ${findPermission(method, path)}, with admin consent.`;
}

function findPermission(method: string, path: string): string {
  if (/^\/(beta|v1\.0)\/groups\b/.test(path)) return groupPermission;
  return method === "GET" ? `${readPermission} or ${writePermission}` : writePermission;
}
