import type { EmulatorContext } from "../emulatorContext.js";
import type { Application } from "../emulatorOptions.js";
import type { RequestHeaders } from "../pipeline/incomingRequest.js";
import { readAssertion, type ClientAssertion } from "./clientAssertion.js";
import { EntraFailure } from "./entraFailure.js";
import { verifyCertificateAssertion } from "./verifyCertificateAssertion.js";
import { verifyFederatedAssertion } from "./verifyFederatedAssertion.js";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Throws unless the application proves who it is. */
export async function authenticateClient(
  headers: RequestHeaders,
  form: URLSearchParams,
  context: EmulatorContext,
): Promise<Application> {
  const { clientId, clientSecret } = readSecret(headers, form);
  const assertionText = form.get("client_assertion");
  if (assertionText === null) {
    const application = findApplication(clientId, context);
    requireSecret(application, clientSecret);
    return application;
  }
  if (form.get("client_assertion_type") !== assertionType) {
    const detail = `The request body must contain the following parameter: 'client_assertion_type'.`;
    throw new EntraFailure("missingParameter", detail);
  }
  const assertion = readAssertion(assertionText);
  // The assertion may name the client (RFC 7521, section 4.2).
  const application = findApplication(clientId ?? assertion.payload.sub ?? "", context);
  const verify = isOwn(assertion, application)
    ? verifyCertificateAssertion
    : verifyFederatedAssertion;
  await verify(assertion, application, context);
  return application;
}

/** An application signs with its certificate; everybody else is an issuer. */
function isOwn({ header, payload }: ClientAssertion, { clientId }: Application): boolean {
  const names = [payload.iss?.toLowerCase(), payload.sub?.toLowerCase()];
  return "x5t" in header || "x5t#S256" in header || names.includes(clientId.toLowerCase());
}

interface Secret {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
}

function readSecret(headers: RequestHeaders, form: URLSearchParams): Secret {
  const basic = /^Basic\s+(?<pair>\S+)$/iu.exec(headers.get("authorization") ?? "");
  const pair = basic?.groups?.["pair"];
  if (pair === undefined) {
    return {
      clientId: form.get("client_id") ?? undefined,
      clientSecret: form.get("client_secret") ?? undefined,
    };
  }
  // OAuth 2.0, section 2.3.1: both halves are encoded as in a form.
  const halves = Buffer.from(pair, "base64").toString().split(":");
  const [clientId, clientSecret] = halves.map(
    (half) => new URLSearchParams(`half=${half}`).get("half") ?? "",
  );
  return { clientId, clientSecret };
}

function findApplication(clientId = "", { registrations, settings }: EmulatorContext): Application {
  const application = registrations.find(clientId);
  if (application !== undefined) return application;
  const detail = `Application with identifier '${clientId}' was not found in the directory '${settings.tenantId}'.`;
  throw new EntraFailure("unknownApplication", detail);
}

function requireSecret({ clientId, clientSecret }: Application, given: string | undefined): void {
  if (given === undefined) {
    const detail =
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.";
    throw new EntraFailure("missingCredential", detail);
  }
  if (given === clientSecret) return;
  const detail = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`;
  throw new EntraFailure("wrongSecret", detail);
}
