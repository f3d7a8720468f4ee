import { decodeJwt, errors } from "jose";
import { isRecord } from "../isRecord.js";
import type { FakeCliSettings } from "./fakeCliSettings.js";

export interface FetchedToken {
  readonly token: string;
  readonly expiresOn: Date;
}

export interface Wish {
  readonly scope: string;
  readonly tenantId?: string | undefined;
  readonly claims?: string | undefined;
}

/** Throws with Entra's description of a refusal. */
export async function fetchToken(wish: Wish, settings: FakeCliSettings): Promise<FetchedToken> {
  const token = settings.token ?? (await askEndpoint(wish, settings));
  return { token, expiresOn: readExpiry(token) };
}

async function askEndpoint(wish: Wish, settings: FakeCliSettings): Promise<string> {
  const tenantId = wish.tenantId ?? settings.tenantId;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: settings.clientId,
    client_secret: settings.clientSecret,
    scope: wish.scope,
    ...(wish.claims !== undefined && { claims: wish.claims }),
  });
  const url = `${settings.url}/${tenantId}/oauth2/v2.0/token`;
  const response = await fetch(url, { method: "POST", body: form });
  const body: unknown = await response.json();
  if (!isRecord(body)) throw new Error("The token endpoint answered no object.");
  if (typeof body["access_token"] === "string") return body["access_token"];
  const description = body["error_description"];
  throw new Error(typeof description === "string" ? description : `HTTP ${response.status}`);
}

/** A text that is no token is said to live for an hour. */
function readExpiry(token: string): Date {
  const inAnHour = Date.now() + 3600 * 1000;
  try {
    const { exp } = decodeJwt(token);
    return new Date(exp === undefined ? inAnHour : exp * 1000);
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return new Date(inAnHour);
    throw error;
  }
}
