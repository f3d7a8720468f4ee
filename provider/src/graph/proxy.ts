import http from "node:http";
import https from "node:https";
import { createSecureContext } from "node:tls";
import { getProxyForUrl } from "proxy-from-env";

/** As Node's errors. */
export function codedError(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}

export const proxyVariables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] as const;

/**
 * Addresses by http are local (a managed identity's endpoint) and use no proxy.
 * @throws an error with the code InvalidProxy, without its text: it may hold a password.
 */
function findProxy(url: string): URL | undefined {
  if (!url.startsWith("https:") || getProxyForUrl(url) === "") return undefined;
  const variable = proxyVariables.find((name) => (process.env[name] ?? "") !== "") ?? "";
  const proxy = readProxy(process.env[variable]);
  if (proxy !== undefined && ["http:", "https:"].includes(proxy.protocol)) return proxy;
  throw codedError("InvalidProxy", `${variable} is not the URL of an HTTP proxy`);
}

/** http by default; proxy-from-env takes the address's scheme. */
export function readProxy(text = ""): URL | undefined {
  const address = text.includes("://") ? text : `http://${text}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

export function describeProxy(url: string): string {
  try {
    const proxy = findProxy(url);
    return proxy === undefined ? "" : ` through the proxy ${proxy.origin}`;
  } catch {
    return "";
  }
}

/** One per origin. Node opens and keeps the tunnels (`proxyEnv`). */
export function createAgents(connectTimeoutSeconds: number): (url: string) => http.Agent {
  const agents = new Map<string, http.Agent>();
  // Ends what a proxy leaves hanging, and idle connections.
  const options = { keepAlive: true, timeout: connectTimeoutSeconds * 1000 + 1_000 };
  return (url) => {
    const { origin } = new URL(url);
    const agent = agents.get(origin) ?? createAgent(url, options);
    agents.set(origin, agent);
    return agent;
  };
}

function createAgent(url: string, options: https.AgentOptions): http.Agent {
  if (!url.startsWith("https:")) return new http.Agent({ keepAlive: true });
  const proxy = findProxy(url);
  // An older Node would bypass the proxy.
  if (proxy !== undefined && !process.allowedNodeEnvironmentFlags.has("--use-env-proxy"))
    throw codedError("InvalidProxy", "a proxy needs Node.js 22.21, 24.5 or later");
  // With `proxyEnv`, even empty, axios does not read the variables for each request.
  const proxyEnv = proxy ? { HTTPS_PROXY: proxy.href } : {};
  // By default each connection makes a context of its own, for a third of its handshake's processor time.
  return new https.Agent({ ...options, proxyEnv, secureContext: createSecureContext() });
}

/** A failed tunnel is transient, unless the proxy refused: 407 needs a password, 403 forbids the host. */
export function findCode(code: string, message: string): string {
  const isRefused = /: HTTP\/[\d.]+ [1-4]\d\d\b/.test(message);
  return code === "ERR_PROXY_TUNNEL" && !isRefused ? "ProxyUnavailable" : code;
}
