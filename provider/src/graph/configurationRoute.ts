import type { Parse, ReadRequest } from "./graphRequest.js";

/** Only beta has it. */
export const configurationsRoute = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";

export function routeConfiguration(id: string, segment?: string): string {
  const path = `${configurationsRoute}/${encodeURIComponent(id)}`;
  return segment === undefined ? path : `${path}/${segment}`;
}

export function readOf<T>(id: string, segment: string, parse: Parse<T>): ReadRequest<T> {
  const action = `read the ${segment} of ${describeConfiguration(id)}`;
  return { action, path: routeConfiguration(id, segment), parse };
}

export function describeConfiguration(id: string): string {
  return `iosLobAppProvisioningConfiguration ${id}`;
}
