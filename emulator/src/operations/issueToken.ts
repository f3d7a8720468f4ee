import type { EmulatorContext } from "../emulatorContext.js";
import type { Application } from "../emulatorOptions.js";
import type { Operation, OperationRequest } from "../operation.js";
import { EntraFailure } from "../signIn/entraFailure.js";
import { listAudiences } from "../signIn/graphRoots.js";
import { requireTenant } from "./requireTenant.js";

/** POST to the token endpoint: client credentials with a secret, in the form or as Basic. */
export const issueToken: Operation = {
  name: "issueToken",
  method: "POST",
  path: "/:tenant/oauth2/v2.0/token",
  versions: [],
  access: "anonymous",
  owner: "entra",
  handle: async (request, context) => {
    requireTenant(request, context);
    const form = new URLSearchParams(request.bodyText);
    const grant = form.get("grant_type") ?? "";
    if (grant !== "client_credentials") {
      throw new EntraFailure("badGrant", `The grant type '${grant}' is not supported.`);
    }
    const application = findApplication(readCredentials(request, form), context);
    const audience = readAudience(form.get("scope") ?? "", context);
    const expiresInSeconds = context.settings.tokenLifetimeSeconds;
    const { clientId, roles } = application;
    const token = await context.tokens.issue({ clientId, roles, audience, expiresInSeconds });
    const body = {
      token_type: "Bearer",
      expires_in: expiresInSeconds,
      ext_expires_in: expiresInSeconds,
      access_token: token,
    };
    return { status: 200, headers: { "Cache-Control": "no-store, no-cache" }, body };
  },
};

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

function readCredentials({ headers }: OperationRequest, form: URLSearchParams): Credentials {
  const basic = /^Basic\s+(?<pair>\S+)$/iu.exec(headers.get("authorization") ?? "");
  const pair = basic?.groups?.["pair"];
  if (pair === undefined) {
    return {
      clientId: form.get("client_id") ?? "",
      clientSecret: form.get("client_secret") ?? "",
    };
  }
  // OAuth 2.0, section 2.3.1: both halves are encoded as in a form.
  const halves = Buffer.from(pair, "base64").toString().split(":");
  const [clientId = "", clientSecret = ""] = halves.map(
    (half) => new URLSearchParams(`half=${half}`).get("half") ?? "",
  );
  return { clientId, clientSecret };
}

function findApplication(given: Credentials, { settings }: EmulatorContext): Application {
  const application = settings.applications.find(
    ({ clientId }) => clientId.toLowerCase() === given.clientId.toLowerCase(),
  );
  if (application === undefined) {
    const detail = `Application with identifier '${given.clientId}' was not found in the directory '${settings.tenantId}'.`;
    throw new EntraFailure("unknownApplication", detail);
  }
  if (application.clientSecret !== given.clientSecret) {
    const detail = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${given.clientId}'.`;
    throw new EntraFailure("wrongSecret", detail);
  }
  return application;
}

function readAudience(scope: string, { origins }: EmulatorContext): string {
  const audience = listAudiences(origins).find((root) =>
    [`${root}/.default`, `${root}//.default`].includes(scope),
  );
  if (audience !== undefined) return audience;
  const detail = `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`;
  throw new EntraFailure("badScope", detail);
}
