import { describeProxy } from "../proxy.js";
import type { GraphSettings } from "../settingsTable.js";

/** Names the service behind an address that a sign-in asks, where it is, without the query, which is long, and the proxy. */
export function describeAsked(url: string, settings: GraphSettings): string {
  const { origin, pathname } = new URL(url);
  return `${nameService(url, settings)} at ${origin}${pathname}${describeProxy(url)}`;
}

/** The paths of Entra's metadata and tokens, at whichever host: in China, metadata leads to another one. */
const entraPath = /\/(?:discovery|v2\.0\/\.well-known|oauth2\/v2\.0)\//;

const managedIdentity = "the managed identity's endpoint";

export function isOfManagedIdentity(url: string, settings: GraphSettings): boolean {
  return nameService(url, settings) === managedIdentity;
}

function nameService(url: string, settings: GraphSettings): string {
  const { oidcRequestUrl, adoOidcRequestUri } = settings;
  if (isAt(url, oidcRequestUrl)) return "GitHub's job-token service";
  if (isAt(url, adoOidcRequestUri)) return "Azure Pipelines' token service";
  return entraPath.test(url) ? "Entra" : managedIdentity;
}

/** Whether an address is another's, but for what stands in its query. */
function isAt(url: string, other: string | undefined): boolean {
  return other !== undefined && url.split("?", 1)[0] === other.split("?", 1)[0];
}
