import https from "node:https";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { SignInError } from "../../provider/dist/graph/signIn/signInError.js";
import { createTokenSource } from "../../provider/dist/graph/signIn/tokenSource.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { trustAuthority, trustNoEmulator } from "../emulator/trust.ts";
import { makeCertificate, type CertificateAndKey } from "./makeCertificate.ts";

type Values = Readonly<Record<string, string>>;

/** What a sign-in says where a server shows such a certificate. */
async function failAt(
  { key, cert }: CertificateAndKey,
  isTrusted: boolean,
  configure: (url: string) => Values,
): Promise<string> {
  const server = https.createServer({ key, cert }, (_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    if (isTrusted) trustAuthority(cert);
    const config = configure(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const all: Values = { tenantId: "contoso.com", clientId: "client", ...config };
    const settings = resolveSettings({ config: all, environment: {} });
    const error: unknown = await createTokenSource(settings, Date.now)().catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(SignInError);
    return String(error);
  } finally {
    trustNoEmulator();
    server.closeAllConnections();
    server.close();
  }
}

const services: Record<string, { configure: (url: string) => Values; named: RegExp }> = {
  Entra: {
    configure: (authorityHost) => ({ authorityHost, clientSecret: "canary~secret" }),
    named: /: Entra at https:\/\/127\.0\.0\.1:\d+\/contoso\.com\//,
  },
  "GitHub's job-token service": {
    configure: (url) => ({ oidcRequestUrl: `${url}/job`, oidcRequestToken: "canary-token" }),
    named: /: GitHub's job-token service at https:\/\/127\.0\.0\.1:\d+\/job /,
  },
};

const certificates: [what: string, options: object, isTrusted: boolean, says: RegExp][] = [
  [
    "of an unknown CA",
    {},
    false,
    /certificate is of a CA that this machine does not know \(\w+SELF_SIGNED_CERT: .*NODE_EXTRA_CA_CERTS/,
  ],
  [
    "that has expired",
    { ageDays: 20, days: 10 },
    true,
    /certificate has expired or is not valid yet \(CERT_HAS_EXPIRED: .*clock/,
  ],
  [
    "that is not valid yet",
    { ageDays: -2 },
    true,
    /certificate has expired or is not valid yet \(CERT_NOT_YET_VALID: .*clock/,
  ],
  [
    "for another name",
    { names: ["proxy.example.com"] },
    true,
    /certificate is for another name \(ERR_TLS_CERT_ALTNAME_INVALID: .*proxy/,
  ],
];

describe("a sign-in says why TLS failed", () => {
  for (const [service, { configure, named }] of Object.entries(services)) {
    for (const [what, options, isTrusted, says] of certificates) {
      it(`where ${service} shows a certificate ${what}`, async () => {
        const message = await failAt(makeCertificate(options), isTrusted, configure);
        expect(message).to.match(named).and.match(says);
        expect(message).not.to.match(/endpoints_resolution_error|canary/);
      });
    }
  }

  it("and names the connection's fault where nobody listens", async () => {
    const settings = {
      authorityHost: "https://127.0.0.1:1",
      clientSecret: "canary~secret",
      signInTimeoutSeconds: "0.5",
    };
    const message = await failAt(makeCertificate(), true, () => settings);
    expect(message)
      .to.match(/: Entra at https:\/\/127\.0\.0\.1:1\/\S+ gave no answer: .*ECONNREFUSED/)
      .and.not.include("endpoints_resolution_error");
  });
});
