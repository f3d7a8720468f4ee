/** The roots of Graph in Microsoft's clouds. Source: Microsoft's list of national clouds. */
const graphRoots = [
  "https://graph.microsoft.com",
  "https://graph.microsoft.us",
  "https://dod-graph.microsoft.us",
  "https://microsoftgraph.chinacloudapi.cn",
] as const;

/** Base URLs of an emulator, without a slash at the end, and what else its host is called. */
export interface Origins {
  readonly http: string;
  readonly https: string;
  readonly hostNames: readonly string[];
}

/** The audiences that the emulator takes: every cloud's Graph and itself under each of its names. */
export function listAudiences(origins: Origins): string[] {
  return [...graphRoots, ...listOwnOrigins(origins)];
}

/** The emulator under each of its names. */
export function listOwnOrigins({ http, https, hostNames }: Origins): string[] {
  const names = ["localhost", ...hostNames];
  return [http, https].flatMap((origin) => [
    origin,
    ...names.map((name) => Object.assign(new URL(origin), { hostname: name }).origin),
  ]);
}
