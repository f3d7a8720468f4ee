/** The roots of Graph in Microsoft's clouds. Source: Microsoft's list of national clouds. */
// @ts-nocheck

export const graphRoots = [
  "https://graph.microsoft.com",
  "https://graph.microsoft.us",
  "https://dod-graph.microsoft.us",
  "https://microsoftgraph.chinacloudapi.cn",
] as const;

/** The audiences that the emulator takes: every cloud's Graph and itself under each of its names. */
export function listAudiences(origins: { readonly http: string; readonly https: string }) {
  return [...graphRoots, ...listOwnOrigins(origins)];
}

/** The emulator under each of its names. */
export function listOwnOrigins(origins: { readonly http: string; readonly https: string }) {
  const own = [origins.http, origins.https];
  return [...own, ...own.map((origin) => origin.replace("127.0.0.1", "localhost"))];
}
