import http from "node:http";
import https from "node:https";
import { getProxyForUrl } from "proxy-from-env";
import { FaultError } from "./describeFault.js";

/** The variables that name a proxy for https, the first that is set. */
export const proxyVariables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] as const;

/**
 * The proxy of an address, by the variables of the environment. What goes by http goes to this machine or to an endpoint
 * beside it, such as that of a managed identity, hence past any proxy.
 *
 * @throws FaultError where no request can be made through it; never quotes it, for it may hold a password.
 */
export function findProxy(url: string): URL | undefined {
  if (!url.startsWith("https:") || getProxyForUrl(url) === "") return undefined;
  const variable = proxyVariables.find((name) => (process.env[name] ?? "") !== "") ?? "";
  const proxy = readProxy(process.env[variable]);
  if (proxy === undefined || !["http:", "https:"].includes(proxy.protocol)) {
    throw new FaultError("InvalidProxy", `${variable} is not the URL of an HTTP proxy`);
  }
  return proxy;
}

/** Without a scheme it is http, as everywhere but in proxy-from-env, which takes the scheme of the address. */
export function readProxy(text = ""): URL | undefined {
  const address = text.includes("://") ? text : `http://${text}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** Names the proxy on the way to an address, to follow the name of what stands there. */
export function describeProxy(url: string): string {
  try {
    const proxy = findProxy(url);
    return proxy === undefined ? "" : ` through the proxy ${proxy.origin}`;
  } catch {
    return "";
  }
}

/**
 * Gives the agent for an address: of all requests, of Graph and of a sign-in, the one way past or through a proxy. Node
 * opens the tunnels (`proxyEnv`) and keeps them for later requests.
 */
export function createAgents(options: https.AgentOptions): (url: string) => http.Agent {
  const agents = new Map<string, http.Agent>();
  return (url) => {
    const key = url.startsWith("https:") ? (findProxy(url)?.href ?? "https:") : "http:";
    const agent = agents.get(key) ?? createAgent(key, { keepAlive: true, ...options });
    agents.set(key, agent);
    return agent;
  };
}

function createAgent(key: string, options: https.AgentOptions): http.Agent {
  if (key === "http:") return new http.Agent({ keepAlive: true });
  if (key === "https:") return new https.Agent(options);
  // An older Node would send the request past the proxy.
  if (!process.allowedNodeEnvironmentFlags.has("--use-env-proxy")) {
    throw new FaultError("InvalidProxy", "a proxy needs Node.js 22.21, 24.5 or later");
  }
  return new https.Agent({ ...options, proxyEnv: { HTTPS_PROXY: key } });
}
