/** Source: Microsoft's list of national clouds. */
const graphRoots = [
  "https://graph.microsoft.com",
  "https://graph.microsoft.us",
  "https://dod-graph.microsoft.us",
  "https://microsoftgraph.chinacloudapi.cn",
] as const;

/** Without a slash at the end. */
export interface Origins {
  readonly http: string;
  readonly https: string;
  readonly hostNames: readonly string[];
}

/** Every cloud's Graph, and the emulator under each of its names. */
export function listAudiences(origins: Origins): string[] {
  return [...graphRoots, ...listOwnOrigins(origins)];
}

export function listOwnOrigins({ http, https, hostNames }: Origins): string[] {
  const names = ["localhost", ...hostNames];
  return [http, https].flatMap((origin) => [
    origin,
    ...names.map((name) => Object.assign(new URL(origin), { hostname: name }).origin),
  ]);
}
