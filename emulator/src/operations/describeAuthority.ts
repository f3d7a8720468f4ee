import type { Operation, OperationRequest } from "../operation.js";
import { requireTenant } from "./requireTenant.js";

const anonymous = { method: "GET", versions: [], access: "anonymous", owner: "entra" } as const;

const endpointVersions = ["", "/v2.0"] as const;
type EndpointVersion = (typeof endpointVersions)[number];

export const describeAuthority: readonly Operation[] = [
  ...endpointVersions.flatMap((version): Operation[] => [
    {
      ...anonymous,
      name: "describeTenant",
      path: `/:tenant${version}/.well-known/openid-configuration`,
      handle: (request, context) => {
        requireTenant(request, context);
        return { status: 200, body: describeTenant(request, version) };
      },
    },
    {
      ...anonymous,
      name: "listKeys",
      path: `/:tenant/discovery${version}/keys`,
      handle: (request, context) => {
        requireTenant(request, context);
        return { status: 200, body: { keys: [context.tokens.publicKey] } };
      },
    },
  ]),
  {
    ...anonymous,
    name: "discoverInstance",
    path: "/common/discovery/instance",
    handle: ({ url }, { settings }) => ({
      status: 200,
      body: {
        tenant_discovery_endpoint: `${url.origin}/${settings.tenantId}/v2.0/.well-known/openid-configuration`,
        "api-version": "1.1",
        metadata: [{ preferred_network: url.host, preferred_cache: url.host, aliases: [url.host] }],
      },
    }),
  },
];

function describeTenant({ url, parameters }: OperationRequest, version: EndpointVersion): object {
  const tenant = parameters["tenant"] ?? "";
  const base = `${url.origin}/${tenant}`;
  return {
    issuer: version === "" ? `https://sts.windows.net/${tenant}/` : `${base}${version}`,
    authorization_endpoint: `${base}/oauth2${version}/authorize`,
    token_endpoint: `${base}/oauth2${version}/token`,
    end_session_endpoint: `${base}/oauth2${version}/logout`,
    jwks_uri: `${base}/discovery${version}/keys`,
    response_types_supported: ["code", "id_token", "token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: [
      "client_secret_post",
      "private_key_jwt",
      "client_secret_basic",
    ],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
  };
}
