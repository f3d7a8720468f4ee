import { SignInProblem } from "./signInProblem.js";

/** An error of a connection, as Node and @azure/core-rest-pipeline throw it. */
interface Failure {
  code?: unknown;
  message?: unknown;
}

interface Cause {
  found: string;
  advice: string;
}

const unknownAuthority: Cause = {
  found: "its certificate is of a CA that this machine does not know",
  advice:
    "If a proxy inspects TLS, add its CA certificate to the PEM file that NODE_EXTRA_CA_CERTS names; Node reads one file only.",
};
const otherName: Cause = {
  found: "its certificate is for another name",
  advice: "Check the address, and what answers there: a proxy, or another service.",
};
const wrongTime: Cause = {
  found: "its certificate has expired or is not valid yet",
  advice: "Check this machine's clock; else the certificate there has to be renewed.",
};

const noTunnel: Cause = {
  found: "the proxy opened no tunnel",
  advice: "Check HTTPS_PROXY, what the proxy lets through, and NO_PROXY.",
};

/** Node's codes for a certificate that it does not take, and those of a proxy. */
const causes: Readonly<Record<string, Cause>> = {
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  ERR_TLS_CERT_ALTNAME_INVALID: otherName,
  CERT_HAS_EXPIRED: wrongTime,
  CERT_NOT_YET_VALID: wrongTime,
  ERR_PROXY_TUNNEL: noTunnel,
  InvalidProxy: noTunnel,
  ProxyUnavailable: noTunnel,
};

const otherCause: Cause = {
  found: "no connection stood",
  advice: "Check that this machine reaches it (network, proxy, TLS).",
};

/**
 * Why nothing came from whom a sign-in has asked; MSAL says `endpoints_resolution_error` for all of it. Undefined where
 * the error is none of a connection's, or where a chain goes on to others after it.
 */
export function describeConnectionFailure(
  asked: string,
  { code, message }: Failure,
  isChain = false,
): SignInProblem | undefined {
  if (typeof code !== "string") return undefined;
  const known = Object.hasOwn(causes, code) ? causes[code] : undefined;
  if (known === undefined && isChain && !asked.startsWith("Entra ")) return undefined;
  const { found, advice } = known ?? otherCause;
  return new SignInProblem(
    `${asked} gave no answer: ${found} (${code}: ${String(message)})`,
    advice,
  );
}
