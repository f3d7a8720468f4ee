import type { EmulatorContext } from "../emulatorContext.js";
import type { Operation } from "../operation.js";
import { authenticateClient } from "../signIn/authenticateClient.js";
import { EntraFailure } from "../signIn/entraFailure.js";
import { explainResource, findResource } from "../signIn/findResource.js";
import { listAudiences } from "../signIn/graphRoots.js";
import { readRequestedClaims } from "../signIn/requestedClaims.js";
import { requireTenant } from "./requireTenant.js";

type ReadAudience = (form: URLSearchParams, context: EmulatorContext) => string;

/** Client credentials with a secret or an assertion. */
export const issueToken: readonly Operation[] = [
  createOperation("/:tenant/oauth2/v2.0/token", readScope),
  createOperation("/:tenant/oauth2/token", readResource),
];

function createOperation(path: string, readAudience: ReadAudience): Operation {
  return {
    name: "issueToken",
    method: "POST",
    path,
    versions: [],
    access: "anonymous",
    owner: "entra",
    handle: async (request, context) => {
      requireTenant(request, context);
      const form = new URLSearchParams(request.bodyText);
      requireGrant(form);
      const { clientId, roles } = await authenticateClient(request.headers, form, context);
      const audience = readAudience(form, context);
      const claims = readRequestedClaims(form.get("claims"));
      const expiresInSeconds = context.settings.tokenLifetimeSeconds;
      const token = { clientId, roles, audience, expiresInSeconds, claims };
      const body = {
        token_type: "Bearer",
        expires_in: expiresInSeconds,
        ext_expires_in: expiresInSeconds,
        access_token: await context.tokens.issue(token),
      };
      return { status: 200, headers: { "Cache-Control": "no-store, no-cache" }, body };
    },
  };
}

function requireGrant(form: URLSearchParams): void {
  const grant = form.get("grant_type") ?? "";
  if (grant === "client_credentials") return;
  throw new EntraFailure("badGrant", `The grant type '${grant}' is not supported.`);
}

/** Some clients add these to every request; Entra ignores them. */
const openIdScopes = new Set(["openid", "profile", "email", "offline_access"]);

function readScope(form: URLSearchParams, { origins }: EmulatorContext): string {
  const scope = form.get("scope") ?? "";
  // A set in any order (RFC 6749, section 3.3).
  const names = scope.split(" ").filter((name) => name !== "");
  const resources = names.filter((name) => !openIdScopes.has(name));
  const audience = listAudiences(origins).find(
    (root) =>
      resources.length > 0 &&
      resources.every((name) => [`${root}/.default`, `${root}//.default`].includes(name)),
  );
  if (audience !== undefined) return audience;
  const detail = `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`;
  throw new EntraFailure("badScope", detail);
}

/** Version 1 names the resource itself. */
function readResource(form: URLSearchParams, context: EmulatorContext): string {
  const resource = form.get("resource") ?? "";
  const audience = findResource(resource, context);
  if (audience !== undefined) return audience;
  throw new EntraFailure("unknownResource", explainResource(resource, context));
}
