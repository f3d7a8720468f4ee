import type { Answer } from "../answer.js";
import type { EmulatorContext } from "../emulatorContext.js";
import type { Operation, OperationRequest } from "../operation.js";
import type { RequestHeaders } from "../pipeline/incomingRequest.js";
import { explainResource, findResource } from "../signIn/findResource.js";

interface Form {
  readonly path: string;
  readonly apiVersion: string;
  /** Checked before anything else. */
  readonly refuseHeaders: (headers: RequestHeaders, context: EmulatorContext) => Answer | undefined;
  readonly spellRefusal: (error: string, message: string, requestId: string) => object;
  readonly unknownIdentity: string;
}

/** Source: Microsoft's documentation; refusals as reported. */
const appService: Form = {
  path: "/msi/token",
  apiVersion: "2019-08-01",
  refuseHeaders: (headers, { settings }) =>
    headers.get("x-identity-header") === settings.workloads.managedIdentity.identityHeader
      ? undefined
      : { status: 401, body: { statusCode: 401, message: "Unauthorized" } },
  spellRefusal: (_error, message, correlationId) => ({ statusCode: 400, message, correlationId }),
  unknownIdentity:
    "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.",
};

/** The instance metadata service of a virtual machine. Source: Microsoft's documentation. */
const imds: Form = {
  path: "/metadata/identity/oauth2/token",
  apiVersion: "2018-02-01",
  refuseHeaders: (headers) =>
    headers.get("metadata")?.toLowerCase() === "true"
      ? undefined
      : refuseImds("invalid_request", "Required metadata header not specified"),
  spellRefusal: (error, error_description) => ({ error, error_description }),
  unknownIdentity: "Identity not found",
};

/** The machine is trusted: nothing proves who asks. */
export const issueIdentityToken: readonly Operation[] = [appService, imds].map((form) => ({
  name: "issueIdentityToken",
  method: "GET",
  // With a slash at the end too: MSAL adds one when the environment names the host.
  path: `${form.path}{/}`,
  versions: [],
  access: "anonymous",
  owner: "entra",
  handle: (request, context) => answer(form, request, context),
}));

async function answer(
  form: Form,
  { url, headers, ids }: OperationRequest,
  context: EmulatorContext,
): Promise<Answer> {
  const badHeaders = form.refuseHeaders(headers, context);
  if (badHeaders !== undefined) return badHeaders;
  const refuse = (error: string, message: string): Answer => ({
    status: 400,
    body: form.spellRefusal(error, message, ids.requestId),
  });
  if (url.searchParams.get("api-version") !== form.apiVersion) {
    return refuse("invalid_request", `The api-version has to be ${form.apiVersion}.`);
  }
  const resource = url.searchParams.get("resource") ?? "";
  const audience = findResource(resource, context);
  if (audience === undefined) {
    return refuse("invalid_resource", `AADSTS500011: ${explainResource(resource, context)}`);
  }
  const application = findIdentity(url.searchParams, context);
  if (application === undefined) return refuse("invalid_request", form.unknownIdentity);
  return grant({ ...application, audience, resource }, context);
}

function refuseImds(error: string, description: string): Answer {
  return { status: 400, body: { error, error_description: description } };
}

function findIdentity(query: URLSearchParams, { registrations, settings }: EmulatorContext) {
  const others = ["object_id", "principal_id", "mi_res_id", "msi_res_id"];
  if (others.some((name) => query.has(name))) return undefined;
  const systemAssigned =
    settings.workloads.managedIdentity.clientId ?? settings.applications[0]?.clientId;
  return registrations.find(query.get("client_id") ?? systemAssigned ?? "");
}

/** Numbers are strings in both forms (documented). */
async function grant(
  { clientId, roles, audience, resource }: Granted,
  { settings, tokens }: EmulatorContext,
): Promise<Answer> {
  const expiresInSeconds = settings.tokenLifetimeSeconds;
  const now = Math.floor(settings.now() / 1000);
  const body = {
    access_token: await tokens.issue({ clientId, roles, audience, expiresInSeconds }),
    client_id: clientId,
    expires_in: String(expiresInSeconds),
    expires_on: String(now + expiresInSeconds),
    not_before: String(now),
    resource,
    token_type: "Bearer",
  };
  return { status: 200, body };
}

interface Granted {
  readonly clientId: string;
  readonly roles: readonly string[];
  readonly audience: string;
  readonly resource: string;
}
