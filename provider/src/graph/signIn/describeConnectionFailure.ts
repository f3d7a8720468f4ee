/** Node's codes for certificates and proxies. */
const causes: readonly [codes: RegExp, found: string, advice: string][] = [
  [
    /ISSUER_CERT|VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT/,
    "its certificate is of a CA that this machine does not know",
    "If a proxy inspects TLS, add its CA certificate to the PEM file that NODE_EXTRA_CA_CERTS names; Node reads one file only.",
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    "its certificate is for another name",
    "Check the address, and what answers there: a proxy, or another service.",
  ],
  [
    /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/,
    "its certificate has expired or is not valid yet",
    "Check this machine's clock; else the certificate there has to be renewed.",
  ],
  [
    /^(?:ERR_PROXY_TUNNEL|InvalidProxy|ProxyUnavailable)$/,
    "the proxy opened no tunnel",
    "Check HTTPS_PROXY, what the proxy lets through, and NO_PROXY.",
  ],
];

/**
 * Undefined for errors of no connection, and for unknown causes if `mayPassOver`. MSAL says only
 * `endpoints_resolution_error`.
 */
export function describeConnectionFailure(
  { code, message }: NodeJS.ErrnoException,
  mayPassOver: boolean,
): { found: string; advice: string } | undefined {
  if (typeof code !== "string") return undefined;
  const cause = causes.find(([codes]) => codes.test(code));
  if (cause === undefined && mayPassOver) return undefined;
  const [
    ,
    found = "no connection stood",
    advice = "Check that this machine reaches it (network, proxy, TLS).",
  ] = cause ?? [];
  return { found: `${found} (${code}: ${message})`, advice };
}
