import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import type { Environment, Emulator, IdentityKind } from "intune-graph-emulator";
import { createTokenSource } from "../../provider/dist/graph/signIn/tokenSource.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { withSignIn } from "./signInBench.ts";

const minutes = 60_000;

/** Ways of a job or pod whose own token lives for less than the run, and what renews that token. */
const ways: {
  identity: IdentityKind;
  more?: Environment;
  renew?: (emulator: Emulator, environment: Environment) => Promise<void>;
}[] = [
  { identity: "gitHubActions" },
  {
    identity: "azurePipelines",
    more: { ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "c4f8a0d2-5b7e-4e1a-9d3c-6f2b8a0e4c71" },
  },
  {
    identity: "workloadIdentity",
    renew: async (emulator, { AZURE_FEDERATED_TOKEN_FILE: file = "" }) =>
      writeFile(file, await emulator.issueFederatedToken({ expiresInSeconds: 300 })),
  },
];

describe("a run that outlives its job's token shows a new one whenever it signs in", () => {
  for (const { identity, more = {}, renew } of ways) {
    it(`as in ${identity}`, () => {
      let now = Date.now();
      const lives = { now: () => now, tokenLifetimeSeconds: 10 * 60 };
      return withSignIn(lives, async ({ emulator, folder, askGraph }) => {
        const given = { ...(await emulator.identityEnvironment(identity, folder)), ...more };
        const { SYSTEM_OIDCREQUESTURI = "" } = given;
        // @azure/identity looks for it there itself.
        if (identity === "azurePipelines") Object.assign(process.env, { SYSTEM_OIDCREQUESTURI });
        try {
          const config: Environment = { graphEndpoint: emulator.httpsUrl };
          const settings = resolveSettings({ config, environment: given });
          const getToken = createTokenSource(settings, () => now);
          const tokens = new Set<string>();
          // The job's token ends after 5 minutes, the one for Graph after 10.
          for (let sign = 0; sign < 3; sign += 1) {
            await renew?.(emulator, given);
            const token = await getToken();
            tokens.add(token);
            expect(await askGraph(token)).to.equal(200);
            now += 6 * minutes;
          }
          expect(tokens.size).to.equal(3);
        } finally {
          Reflect.deleteProperty(process.env, "SYSTEM_OIDCREQUESTURI");
        }
      });
    });
  }
});
