import { inspect } from "node:util";
import { expect } from "chai";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import type { GraphSettings } from "../../provider/dist/graph/settingsTable.js";
import { chooseCredential } from "../../provider/dist/graph/signIn/chooseCredential.js";
import { SignInError } from "../../provider/dist/graph/signIn/signInError.js";

const environment = {
  AZURE_TENANT_ID: "tenant",
  AZURE_CLIENT_ID: "client",
  ARM_CLIENT_SECRET: "canary~secret",
};

const resolve = (config: Readonly<Record<string, string>> = {}): GraphSettings =>
  resolveSettings({ config, environment });

const describeReason = (reason: unknown, settings = resolve()): SignInError =>
  new SignInError(chooseCredential(settings), settings, reason);

/** As Entra answers, at length, within what @azure/identity makes of it. */
const answer = (code: string, sentence: string): Error =>
  new Error(
    `invalid_client: Error(s): ${code} - Timestamp: 2030-01-01 00:00:00Z - Description: AADSTS${code}: ${sentence} ` +
      "Read on elsewhere.\r\nTrace ID: 0a1b2c3d-0000-4000-8000-000000000000 Correlation ID: 1 Timestamp: 2030",
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
  ["7002138", "No matching record for subject 'repo:A/b:pull_request'.", /in the same letter case/],
  ["7000229", "The client application x is missing service principal.", /az ad sp create/],
  ["7000112", "Application 'x' is disabled.", /enable its enterprise application/],
  ["53003", "Access has been blocked by Conditional Access policies.", /for workload identities/],
  ["530035", "Access has been blocked by security defaults.", /as an application, not as a user/],
  ["50059", "No tenant-identifying information found.", /Set intune:tenantId/],
  ["50196", "The server terminated an operation because of a loop.", /start fewer runs at once/],
  ["90033", "A transient error has occurred. Please try again.", /Run the command again later/],
  ["50000", "Something else.", /reference of AADSTS codes/],
];

describe("SignInError", () => {
  for (const [code, sentence, says] of advice) {
    it(`says what Entra said with AADSTS${code}, and what to do`, () => {
      const error = describeReason(answer(code, sentence));
      expect(error).to.include({
        name: "SignInError",
        code: `AADSTS${code}`,
      });
      expect(error.message).to.include(
        "with a client secret (intune:tenantId from AZURE_TENANT_ID, intune:clientId from AZURE_CLIENT_ID, intune:clientSecret from ARM_CLIENT_SECRET), " +
          `Entra answered AADSTS${code}: ${sentence} Read on elsewhere. (trace id 0a1b2c3d-0000-4000-8000-000000000000) `,
      );
      expect(error.message)
        .to.match(says)
        .and.not.match(/Correlation/);
      expect(error.isRefusal).to.equal(!["50000", "90033"].includes(code));
    });
  }

  it("keeps what Entra says whole, up to a size, and the advice behind it", () => {
    const second =
      "The subject matches with case-insensitive comparison, but not with case-sensitive comparison.";
    const told = `No matching record for subject 'repo:A/b:pull_request'. ${second}`;
    expect(describeReason(answer("7002138", told)).message).to.include(second);
    const { message } = describeReason(answer("7002138", `${told} ${"Much more. ".repeat(500)}`));
    expect(message)
      .to.have.lengthOf.below(1_700)
      .and.match(/ more characters\)\. \(trace id .*same letter case/);
  });

  it("says what failed where Entra answered nothing", () => {
    const { message, code } = describeReason(new Error("getaddrinfo\n  ENOTFOUND"));
    expect(code).to.equal(undefined);
    expect(message).to.match(/\): getaddrinfo ENOTFOUND\. Check these settings, and that/);
    expect(message).to.include("https://login.microsoftonline.com");
  });

  it("says what there is to set where nothing was", () => {
    const settings = resolveSettings({ config: {}, environment: {} });
    const { message } = describeReason("no credential", settings);
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
