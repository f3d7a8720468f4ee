/** Where one of Microsoft's clouds has its services, each without a path. */
// @ts-nocheck

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

/** What the provider azuread calls the same clouds in ARM_ENVIRONMENT. */
const otherNames: Readonly<Record<string, CloudName>> = {
  global: "public",
  usgovernmentl4: "usgovernment",
  usgovernmentl5: "dod",
};

/** The names that `findCloudName` takes. */
export const cloudNames: readonly string[] = [...Object.keys(clouds), ...Object.keys(otherNames)];

/** The cloud of a name, in letters of any case. */
export function findCloudName(text: string): CloudName | undefined {
  const name = text.trim().toLowerCase();
  return (Object.keys(clouds) as CloudName[]).find(
    (cloud) => cloud === (Object.hasOwn(otherNames, name) ? otherNames[name] : name),
  );
}

/** The cloud whose Graph has this root; undefined for a root that is nobody's known one. */
export function findCloudOfGraph(graphEndpoint: string): Cloud | undefined {
  return Object.values<Cloud>(clouds).find((cloud) => cloud.graphEndpoint === graphEndpoint);
}

/** Whether sign-in at this root is Microsoft's own. */
export function isKnownAuthority(authorityHost: string): boolean {
  return Object.values<Cloud>(clouds).some((cloud) => cloud.authorityHost === authorityHost);
}
