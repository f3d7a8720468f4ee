export interface Cloud {
  graphEndpoint: string;
  authorityHost: string;
  /** Absent where Microsoft names none. */
  adminCenter?: string;
}

const usAuthority = {
  authorityHost: "https://login.microsoftonline.us",
  adminCenter: "https://intune.microsoft.us",
};

/** Source: Microsoft's list of national clouds. */
export const clouds = {
  public: {
    graphEndpoint: "https://graph.microsoft.com",
    authorityHost: "https://login.microsoftonline.com",
    adminCenter: "https://intune.microsoft.com",
  },
  usgovernment: { graphEndpoint: "https://graph.microsoft.us", ...usAuthority },
  dod: { graphEndpoint: "https://dod-graph.microsoft.us", ...usAuthority },
  china: {
    graphEndpoint: "https://microsoftgraph.chinacloudapi.cn",
    authorityHost: "https://login.chinacloudapi.cn",
  },
} as const satisfies Record<string, Cloud>;

export type CloudName = keyof typeof clouds;

/** With the azuread provider's names, for ARM_ENVIRONMENT. */
export const cloudNames: ReadonlyMap<string, CloudName> = new Map([
  ...(Object.keys(clouds) as CloudName[]).map((name) => [name, name] as const),
  ["global", "public"],
  ["usgovernmentl4", "usgovernment"],
  ["usgovernmentl5", "dod"],
]);

export function findCloudOfGraph(graphEndpoint: string): Cloud | undefined {
  return Object.values(clouds).find((cloud) => cloud.graphEndpoint === graphEndpoint);
}

export function isKnownAuthority(authorityHost: string): boolean {
  return Object.values(clouds).some((cloud) => cloud.authorityHost === authorityHost);
}
