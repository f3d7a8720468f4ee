// @ts-nocheck
import { inspect } from "node:util";
import { expect } from "chai";
import { resolveSettings, type GraphSettings } from "../../provider/dist/graph/settings.js";
import { chooseCredential } from "../../provider/dist/graph/signIn/chooseCredential.js";
import { SignInError } from "../../provider/dist/graph/signIn/signInError.js";

const environment = {
  AZURE_TENANT_ID: "tenant",
  AZURE_CLIENT_ID: "client",
  ARM_CLIENT_SECRET: "canary~secret",
};

const resolve = (config: Readonly<Record<string, string>> = {}): GraphSettings =>
  resolveSettings({ config: (name) => config[name], environment });

const describeReason = (reason: unknown, settings = resolve()): SignInError =>
  new SignInError(chooseCredential(settings), settings, reason);

/** As Entra answers, at length, within what @azure/identity makes of it. */
const answer = (code: string, sentence: string): Error =>
  new Error(
    `invalid_client: Error(s): ${code} - Timestamp: 2030-01-01 00:00:00Z - Description: AADSTS${code}: ${sentence} ` +
      "Read on elsewhere. Trace ID: 0a1b2c3d-0000-4000-8000-000000000000 Correlation ID: 1 Timestamp: 2030",
  );

const advice: [code: string, sentence: string, says: RegExp][] = [
  ["7000215", "Invalid client secret provided.", /the secret's value, not its id/],
  ["7000222", "The provided client secret keys for app 'x' are expired.", /create a new one/],
  ["700016", "Application with identifier 'x' was not found.", /intune:clientId/],
  ["90002", "Tenant 'contoso.com' not found.", /intune:tenantId/],
  ["700027", "The certificate was not found.", /very certificate is registered/],
  ["700024", "Client assertion is not within its valid time range.", /clock/],
  ["700211", "No matching record for issuer 'https://a.example.com/b'.", /the issuer of/],
  ["700212", "No matching record for audience 'api://Other'.", /the audience of/],
  ["700213", "No matching record for subject 'repo:a/b:ref:refs/heads/c'.", /the subject of/],
  ["70011", "The scope https://graph.microsoft.us/.default is not valid.", /intune:environment/],
  ["500011", "The resource principal named x was not found.", /intune:graphEndpoint/],
  ["50000", "Something else.", /reference of AADSTS codes/],
];

describe("SignInError", () => {
  for (const [code, sentence, says] of advice) {
    it(`says what Entra said with AADSTS${code}, and what to do`, () => {
      const error = describeReason(answer(code, sentence));
      expect(error).to.include({
        name: "SignInError",
        kind: "clientSecret",
        code: `AADSTS${code}`,
      });
      expect(error.message).to.include(
        "with a client secret (intune:tenantId from AZURE_TENANT_ID, intune:clientId from AZURE_CLIENT_ID, intune:clientSecret from ARM_CLIENT_SECRET), " +
          `Entra answered AADSTS${code}: ${sentence.slice(0, -1)} (trace id 0a1b2c3d-0000-4000-8000-000000000000). `,
      );
      expect(error.message)
        .to.match(says)
        .and.not.match(/Read on|Correlation/);
    });
  }

  // As clients report AADSTS700027: the sentence alone is the same for a certificate that has expired and an unknown one.
  for (const reason of ["The key was not found", "The key used is expired"]) {
    it(`says the reason that Entra gives in brackets: ${reason}`, () => {
      const told = `Client assertion failed signature validation. [Reason - ${reason}., Thumbprint of key used by client: 'AB'].`;
      const { message } = describeReason(answer("700027", told));
      expect(message).to.include(`signature validation: ${reason} (trace id 0a1b2c3d`);
    });
  }

  it("says what failed where Entra answered nothing", () => {
    const { message, code } = describeReason(new Error("getaddrinfo\n  ENOTFOUND"));
    expect(code).to.equal(undefined);
    expect(message).to.match(/\): getaddrinfo ENOTFOUND\. Check these settings, and that/);
    expect(message).to.include("https://login.microsoftonline.com");
  });

  it("says what there is to set where nothing was", () => {
    const settings = resolveSettings({ config: () => undefined, environment: {} });
    const { message, kind } = describeReason("no credential", settings);
    expect(kind).to.equal("default");
    expect(message).to.include("with whatever this machine offers (the default chain): no cred");
    expect(message).to.include("az login");
  });

  it("is short, whatever it was told", () => {
    expect(describeReason("a".repeat(1e6)).message).to.have.lengthOf.below(2_000);
  });

  it("shows no secret, though the reason is full of them", () => {
    const jwt = "eyJhbGciOi.eyJjYW5hcnkiOjF9.c2lnbmF0dXJl";
    const key = "-----BEGIN PRIVATE KEY-----\ncanary-key\n-----END PRIVATE KEY-----";
    const told = `canary~secret ${jwt} ${key} canary~secret`;
    for (const reason of [told, new Error(`AADSTS50000: ${told}`, { cause: new Error(told) })]) {
      const shown = inspect(describeReason(reason), { depth: Infinity, showHidden: true });
      expect(shown).not.to.match(/canary|eyJ/);
    }
  });
});
