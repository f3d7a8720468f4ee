/** The entity set of the configurations. Graph has it in beta alone. */
// @ts-nocheck

export const configurationsRoute = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";

/** The path of a configuration, or of what hangs from it. */
export function routeConfiguration(id: string, segment?: string): string {
  const path = `${configurationsRoute}/${encodeURIComponent(id)}`;
  return segment === undefined ? path : `${path}/${segment}`;
}

/** What a configuration is called in a message to a person. */
export function describeConfiguration(id: string): string {
  return `iosLobAppProvisioningConfiguration ${id}`;
}
