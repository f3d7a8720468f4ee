export interface Cloud {
  /** Absent where Microsoft names none. */
  adminCenter?: string;
  graphEndpoint: string;
  authorityHost: string;
}

export type CloudName = "public" | "usgovernment" | "dod" | "china";

/** Source: Microsoft's list of national clouds. */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    adminCenter: "https://intune.microsoft.com",
    graphEndpoint: "https://graph.microsoft.com",
    authorityHost: "https://login.microsoftonline.com",
  },
  usgovernment: {
    adminCenter: "https://intune.microsoft.us",
    graphEndpoint: "https://graph.microsoft.us",
    authorityHost: "https://login.microsoftonline.us",
  },
  dod: {
    adminCenter: "https://intune.microsoft.us",
    graphEndpoint: "https://dod-graph.microsoft.us",
    authorityHost: "https://login.microsoftonline.us",
  },
  china: {
    graphEndpoint: "https://microsoftgraph.chinacloudapi.cn",
    authorityHost: "https://login.chinacloudapi.cn",
  },
};

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
