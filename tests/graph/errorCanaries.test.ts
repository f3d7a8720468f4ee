import { setImmediate as turn } from "node:timers/promises";
import { inspect } from "node:util";
import { ClientSecretCredential } from "@azure/identity";
import { expect } from "chai";
import type { EmulatorOptions, Fault } from "intune-graph-emulator";
import { createTokenSource } from "../../provider/dist/graph/signIn/tokenSource.js";
import { openGraph } from "../../provider/dist/graph/openGraph.js";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import { createDynamicProvider } from "../../provider/dist/dynamic/dynamicProvider.js";
import { setCodec } from "../../provider/dist/hosting/recordedSet.js";
import { createSharedContext } from "../../provider/dist/hosting/sharedContext.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import type { GraphSettings } from "../../provider/dist/graph/settingsTable.js";
import { findCanaries, pickKeyLine, type Canaries } from "../canaries.ts";
import { withSignIn, type SignInBench } from "./signInBench.ts";
import { writePfx } from "./writePfx.ts";

type Values = Readonly<Record<string, string | undefined>>;

/** The time of this machine, since tokens are of it; but nobody waits. */
const clock = { now: () => Date.now(), sleep: () => turn() };

/** A way to sign in. */
interface Way {
  config: Values;
  /** What must not be seen of it. */
  canaries: Canaries;
  /** What goes over the line in signing in, and so may come back in an answer. */
  sent: string;
}

const ways: Record<string, (bench: SignInBench) => Promise<Way>> = {
  "a client secret": () => {
    const clientSecret = "canary~secret/with+signs%&";
    const config = { clientSecret };
    return Promise.resolve({ config, canaries: config, sent: clientSecret });
  },
  "a certificate": async ({ emulator }) => {
    const { pem } = await emulator.registerCertificate();
    const canaries = { key: pickKeyLine(pem) };
    return { config: { clientCertificate: pem }, canaries, sent: await emulator.issueToken() };
  },
  "a PFX": async ({ emulator, folder }) => {
    const { pem } = await emulator.registerCertificate();
    const password = "canary~password+of&PFX";
    // Each sign-in derives the key again.
    const options = ["-iter", "1"];
    const pfx = (await writePfx({ folder, pem, password, options })).bytes.toString("base64");
    return {
      config: { clientCertificate: pfx, clientCertificatePassword: password },
      canaries: { key: pickKeyLine(pem), password, pfx: pfx.slice(600, 664) },
      sent: await emulator.issueToken(),
    };
  },
  "a token of another issuer": async ({ emulator, folder }) => {
    await emulator.identityEnvironment("workloadIdentity", folder);
    const oidcToken = await emulator.issueFederatedToken();
    const canaries = { oidcToken: signatureOf(oidcToken) };
    return { config: { oidcToken }, canaries, sent: oidcToken };
  },
  "the token of a job": async ({ emulator }) => {
    const environment = await emulator.identityEnvironment("gitHubActions");
    const { ACTIONS_ID_TOKEN_REQUEST_URL: oidcRequestUrl } = environment;
    const oidcRequestToken = environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "";
    const canaries = { oidcRequestToken };
    const config = { oidcRequestUrl, oidcRequestToken };
    return { config, canaries, sent: oidcRequestToken };
  },
};

const signatureOf = (token: string): string => token.split(".")[2] ?? "";

/** What goes wrong, with the token for Graph and with what was sent to sign in. */
const mishaps: Record<string, (token: string, sent: string) => Fault> = {
  "Graph refuses the token": () => ({ path: "/beta/", respond: { status: 401 } }),
  "Graph forbids it": () => ({ path: "/beta/", respond: { status: 403 } }),
  "Graph is down": () => ({ path: "/beta/", respond: { status: 503 } }),
  "the connection breaks": () => ({ path: "/beta/", cut: "socket" }),
  "the answer breaks off": () => ({ path: "/beta/", cut: "midBody" }),
  "a proxy repeats the header": (token) => ({
    path: "/beta/",
    respond: { status: 400, body: `<p>Authorization: Bearer ${token}</p>` },
  }),
  "an answer of another kind repeats it": (token) => ({
    path: "/beta/",
    respond: { status: 200, body: `Authorization: Bearer ${token}` },
  }),
  "Graph repeats the header": (token) => ({
    path: "/beta/",
    respond: { status: 400, body: { error: { code: token, message: `not with ${token}` } } },
  }),
  "Entra refuses": () => ({ path: "/token", respond: { status: 401, body: { error: "ill" } } }),
  "Entra forbids": () => ({ path: "/token", respond: { status: 403, body: "forbidden" } }),
  "a proxy repeats the form": (_, sent) => ({
    path: "token",
    respond: { status: 400, body: `<p>${spell(sent)}</p>` },
  }),
  "Entra repeats the form": (_, sent) => {
    const description = `AADSTS90001: ${spell(sent)}`;
    const body = { error: "invalid_request", error_description: description };
    return { path: "token", respond: { status: 400, body } };
  },
};

/** @azure/identity repeats these by a clock of its own: they are tried with a credential that waits no seconds. */
const repeatedMishaps: typeof mishaps = {
  "Entra is down": () => ({ path: "/token", respond: { status: 500 } }),
  "Entra cannot be reached": () => ({ path: "/token", cut: "socket" }),
};

/** Signs in with the client secret, as the provider's credential does but for the waits. */
function signInAtOnce(settings: GraphSettings): Promise<string> {
  const { tenantId = "", clientId = "", clientSecret = "", authorityHost } = settings;
  const retryOptions = { maxRetryDelayInMs: 1 };
  const options = { authorityHost, disableInstanceDiscovery: true, retryOptions };
  const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, options);
  return createTokenSource(settings, clock.now, () => Promise.resolve(credential))();
}

const spell = (text: string): string =>
  [text, encodeURIComponent(text), Buffer.from(text).toString("base64")].join(" ");

describe("no error shows a secret at any depth", () => {
  const options: EmulatorOptions = {
    applications: [
      {
        clientId: "5d3c9a4e-6b1f-4c55-9d0e-2f7a8b6c1e90",
        clientSecret: "canary~secret/with+signs%&",
        roles: ["DeviceManagementApps.ReadWrite.All"],
      },
    ],
  };

  const failureOf = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
      () => "it did not fail",
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(Error);
    return inspect(error, { depth: Infinity, showHidden: true });
  };

  for (const [way, open] of Object.entries(ways)) {
    it(`with ${way}, whatever goes wrong`, () =>
      withSignIn(options, async ({ emulator, ...bench }) => {
        const { config, canaries, sent } = await open({ emulator, ...bench });
        const all: Values = {
          ...bench.config,
          clientSecret: undefined,
          retryBudgetSeconds: "0.01",
          ...config,
        };
        const settings = resolveSettings({ config: all, environment: {} });
        const { id } = emulator.tenant.addConfiguration({ displayName: "Field Service" });
        const read = () =>
          openGraph(settings, clock, { print: () => undefined }).configurations.readAssignments(id);
        // As the engine's plugin calls it.
        const create = (): Promise<unknown> => {
          const provider = createDynamicProvider(
            assignmentsHandlers,
            setCodec,
            createSharedContext(),
          );
          const readConfig = (key: string) => all[key.replace("intune:", "")];
          const configured = provider.configure?.({ config: { get: readConfig } } as never);
          return Promise.resolve(configured).then(() =>
            provider.create({ configurationId: id, assignments: {} }),
          );
        };
        const signedIn = openGraph(settings, clock, { print: () => undefined }).configurations;
        expect(await signedIn.readAssignments(id)).to.deep.equal([]);

        const token = await emulator.issueToken();
        // The tokens of an emulator begin alike.
        const planted = { ...canaries, token: token.slice(0, 60), signature: signatureOf(token) };
        const places: Record<string, string> = {};
        for (const [mishap, describeFault] of Object.entries(mishaps)) {
          const fault = emulator.script({ ...describeFault(token, sent), times: Infinity });
          places[mishap] = await failureOf(read());
          places[`${mishap}, in a create`] = await failureOf(create());
          fault.remove();
        }
        const repeated = settings.clientSecret === undefined ? {} : repeatedMishaps;
        for (const [mishap, describeFault] of Object.entries(repeated)) {
          const fault = emulator.script({ ...describeFault(token, sent), times: Infinity });
          places[mishap] = await failureOf(signInAtOnce(settings));
          expect(fault.hits).to.equal(4);
          fault.remove();
        }
        expect(places["Graph forbids it, in a create"]).to.include("Graph answered 403");
        await emulator.close();
        // The connection that is kept may break first.
        places["nobody listens any more"] = await failureOf(signedIn.readAssignments(id));
        places["nobody listens"] = await failureOf(signedIn.readAssignments(id));
        expect(places["nobody listens"]).to.include("ECONNREFUSED");
        expect(findCanaries(planted, places)).to.deep.equal([]);
      })).timeout(60_000);
  }
});
