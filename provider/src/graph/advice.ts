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
  /** Graph asked for claims in a new token. */
  isChallenge?: boolean;
  /** Entries that the request sends along though the program does not declare them. */
  sentAlong?: readonly string[];
}

/** What a person can do about a failed request, where that can be told. */
export function findAdvice(failed: Failed): string | undefined {
  const { status, code, method, path, isChallenge = false, sentAlong = [] } = failed;
  if (status === undefined) {
    return "Check that this machine reaches Graph (graphEndpoint, proxy, certificates), then run the command again.";
  }
  if (status < 500 && status !== 429 && code === "InvalidAnswer") {
    return "Graph itself did not answer: check the proxy (HTTPS_PROXY, NO_PROXY), what it lets through, and graphEndpoint.";
  }
  if (status === 401 && isChallenge) return challenged;
  if (status === 403) return describeMissingPermission(method, path);
  if (status === 400 && code === "BadRequest") {
    if (sentAlong.length > 0) return describeSentAlong(sentAlong);
    return "Check that every id in the program exists in this tenant; filters are documented as not supported here.";
  }
  return adviceByStatus[status];
}

/** Of a token that Graph's first refusal had renewed already. */
const challenged =
  "Graph refuses a new token too: a policy of Conditional Access, such as one of places, keeps this identity out, or it was disabled. " +
  "Entra's sign-in log of the identity names the policy: run where it allows to, or have it changed.";

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
  const isOfGroups = /^\/(beta|v1\.0)\/groups\b/.test(path);
  const ofApps = method === "GET" ? `${readPermission} or ${writePermission}` : writePermission;
  const permission = isOfGroups ? groupPermission : ofApps;
  const grant = `Grant the identity that signs in the permission ${permission}, with admin consent.`;
  if (isOfGroups) return grant;
  return `${grant} A user who has it needs a role in Intune too, which allows this and whose scope tags cover the configuration.`;
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
