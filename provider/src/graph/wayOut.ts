const readPermission = "DeviceManagementApps.Read.All";
const writePermission = "DeviceManagementApps.ReadWrite.All";

/** What a person can do about a failed request, where that can be told. */
export function findWayOut(
  status: number | undefined,
  code: string,
  method: string,
): string | undefined {
  if (status === undefined) {
    return "Check that this machine reaches Graph (graphEndpoint, proxy, certificates), then run the command again.";
  }
  if (status === 403) return describeMissingPermission(method);
  if (status === 400 && code === "BadRequest") {
    return "Check that every id in the program exists in this tenant; filters are documented as not supported here.";
  }
  return waysOut[status];
}

const waysOut: Readonly<Record<number, string>> = {
  401: "Check the tenant, the cloud and the credential that signs in: tokens of one cloud are refused in another.",
  404: "Check the id, and that the tenant and the cloud are the right ones.",
  429: "Intune's quota is used up: wait, then run the command again.",
  500: "Run the command again; if it keeps failing, give Microsoft's support the request id.",
  502: "Run the command again.",
  503: "Run the command again.",
  504: "Run the command again.",
};

function describeMissingPermission(method: string): string {
  const permission = method === "GET" ? `${readPermission} or ${writePermission}` : writePermission;
  return `Grant the identity that signs in the permission ${permission}, with admin consent.`;
}
