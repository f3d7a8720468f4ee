import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect } from "chai";
import { signInInChild, withSignIn } from "./signInBench.ts";
import { signInWays } from "./signInWays.ts";
import { takeSignIns } from "./takeSignIns.ts";

describe("signing in, over TLS with @azure/identity", () => {
  for (const { what, identity, adapt, kind, asks } of signInWays) {
    it(`takes ${what}, and asks once`, () =>
      withSignIn({}, async ({ emulator, folder, askGraph }) => {
        const found = await emulator.identityEnvironment(identity, folder);
        const signIn = adapt === undefined ? { environment: found } : await adapt(found);
        const endpoint = { INTUNE_GRAPH_ENDPOINT: emulator.httpsUrl };
        const answer = await signInInChild({ ...signIn.environment, ...endpoint }, signIn.config);
        expect(answer).to.include({ kind });
        expect(takeSignIns(emulator)).to.deep.equal(asks);
        expect(await askGraph(answer.token ?? answer.error ?? "")).to.equal(200);
      }));
  }

  it("says which audience is wrong, and shows neither the request's token nor the job's", () =>
    withSignIn({}, async ({ emulator, folder }) => {
      const environment = await emulator.identityEnvironment("gitHubActions", folder);
      const answer = await signInInChild(environment, { oidcAudience: "api://other" });
      expect(answer.error).to.match(
        /the token of a job in GitHub Actions \(.*intune:oidcRequestUrl from ACTIONS_ID_TOKEN_REQUEST_URL.*AADSTS700212: .*'api:\/\/other'.*intune:oidcAudience/,
      );
      expect(answer.shown).not.to.include(environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]);
      expect(answer.shown).not.to.match(/eyJ/);
    }));

  it("says that a job may not ask for a token", () =>
    withSignIn({}, async ({ emulator, folder }) => {
      const environment = await emulator.identityEnvironment("gitHubActions", folder);
      const stranger = { ACTIONS_ID_TOKEN_REQUEST_TOKEN: "canary-request-token" };
      const { error, shown } = await signInInChild({ ...environment, ...stranger });
      expect(error).to.include("it answered 401").and.include("id-token: write");
      expect(shown).not.to.include("canary-request-token");
    }));

  it("says what to set where the default chain finds nothing, and not which place it passed over", () =>
    withSignIn({}, async ({ folder }) => {
      // Nothing that is HTTP, so that nobody asks again.
      const stranger = createServer((socket) => socket.end("SSH-2.0-x\r\n\r\n"));
      await once(stranger.listen(0, "127.0.0.1"), "listening");
      const host = `127.0.0.1:${(stranger.address() as AddressInfo).port}`;
      const machine = { AZURE_POD_IDENTITY_AUTHORITY_HOST: `http://${host}`, PATH: folder };
      const { error } = await signInInChild(machine).finally(() => stranger.close());
      expect(error)
        .to.include("the default chain")
        .and.include("or sign in with `az login`")
        .and.not.include(host);
    }));

  it("says that nobody is signed in to a command line", () =>
    withSignIn({}, async ({ emulator, folder }) => {
      const environment = await emulator.identityEnvironment("azureCli", folder);
      await emulator.writeFakeAz(folder, { isSignedOut: true });
      const PATH = folder;
      const { error } = await signInInChild({ ...environment, PATH }, { useCli: "true" });
      expect(error).to.include("intune:useCli from the stack's configuration");
      expect(error).to.include("Cannot sign in to Microsoft Entra: with a command line");
    }));
});
