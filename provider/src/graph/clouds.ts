/** Where one of Microsoft's clouds has its services, each without a path. */
export interface Cloud {
  graphEndpoint: string;
  authorityHost: string;
}

/** Source: Microsoft's list of national clouds and their roots of Graph and of sign-in. */
export const clouds = {
  public: {
    graphEndpoint: "https://graph.microsoft.com",
    authorityHost: "https://login.microsoftonline.com",
  },
  usgovernment: {
    graphEndpoint: "https://graph.microsoft.us",
    authorityHost: "https://login.microsoftonline.us",
  },
  dod: {
    graphEndpoint: "https://dod-graph.microsoft.us",
    authorityHost: "https://login.microsoftonline.us",
  },
  china: {
    graphEndpoint: "https://microsoftgraph.chinacloudapi.cn",
    authorityHost: "https://login.chinacloudapi.cn",
  },
} as const satisfies Readonly<Record<string, Cloud>>;

export type CloudName = keyof typeof clouds;

/** Clouds by their names here, and by those that the provider azuread has for them in ARM_ENVIRONMENT. */
export const cloudNames: ReadonlyMap<string, CloudName> = new Map([
  ["public", "public"],
  ["usgovernment", "usgovernment"],
  ["dod", "dod"],
  ["china", "china"],
  ["global", "public"],
  ["usgovernmentl4", "usgovernment"],
  ["usgovernmentl5", "dod"],
]);

/** The cloud whose Graph has this root; undefined for a root that is nobody's known one. */
export function findCloudOfGraph(graphEndpoint: string): Cloud | undefined {
  return Object.values<Cloud>(clouds).find((cloud) => cloud.graphEndpoint === graphEndpoint);
}

export function isKnownAuthority(authorityHost: string): boolean {
  return Object.values<Cloud>(clouds).some((cloud) => cloud.authorityHost === authorityHost);
}
