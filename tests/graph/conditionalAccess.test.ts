import { expect } from "chai";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { createSendHttp } from "../../provider/dist/graph/sendHttp.js";
import { createTokenSource } from "../../provider/dist/graph/signIn/tokenSource.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { httpOptions } from "./httpOptions.ts";
import { parseAny } from "./sendWrite.ts";
import { withSignIn } from "./signInBench.ts";

const path = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";
const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1"}}}');

/** What Graph says where a policy of places keeps an identity out (documented), and what without such a policy. */
const refusals: [what: string, challenge: string, says: RegExp, not: RegExp][] = [
  [
    "asks for claims: conditional access",
    `Bearer realm="", error="insufficient_claims", claims="${claims.toString("base64")}"`,
    /refuses a new token too: a policy of Conditional Access/,
    /one cloud/,
  ],
  ["asks for nothing: tenant and cloud", 'Bearer realm=""', /of one cloud/, /Conditional Access/],
];

describe("the advice where Graph refuses a new token too", () => {
  for (const [what, challenge, says, not] of refusals) {
    it(`and ${what}`, () =>
      withSignIn({}, async ({ emulator, config }) => {
        const settings = resolveSettings({ config, environment: {} });
        const body = { error: { code: "InvalidAuthenticationToken", message: "Refused" } };
        const respond = { status: 401, headers: { "WWW-Authenticate": challenge }, body };
        const handle = emulator.script({ path, respond, times: Infinity });
        const client = createGraphClient({
          graphEndpoint: emulator.httpsUrl,
          getToken: createTokenSource(settings, Date.now),
          sendHttp: createSendHttp(httpOptions),
          now: Date.now,
        });
        const request = { action: "read", path, parse: parseAny };
        const error: unknown = await client.request(request).catch((reason: unknown) => reason);
        expect(String(error)).to.match(says).and.not.match(not);
        const signIns = emulator.requests.filter((one) => one.path.includes("/oauth2/"));
        expect([handle.hits, signIns.length]).to.deep.equal([2, 2]);
      }));
  }
});
