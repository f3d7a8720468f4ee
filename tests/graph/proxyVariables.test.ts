import { expect } from "chai";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { describeProxy } from "../../provider/dist/graph/proxy.js";
import { createSendHttp } from "../../provider/dist/graph/sendHttp.js";
import { createTokenSource } from "../../provider/dist/graph/signIn/tokenSource.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { openConnectProxy, type ConnectProxy } from "./connectProxy.ts";
import { httpOptions } from "./httpOptions.ts";
import { parseAny } from "./sendWrite.ts";
import { withSignIn, type SignInBench } from "./signInBench.ts";
import { withVariables } from "./withVariables.ts";

type Values = Readonly<Record<string, string>>;

const path = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";

/** Runs a test with an emulator, and with a proxy that opens tunnels unless it is to answer something else. */
async function withProxy(
  answer: string | undefined,
  test: (bench: SignInBench, proxy: ConnectProxy) => Promise<void>,
): Promise<void> {
  const proxy = await openConnectProxy(answer);
  try {
    await withSignIn({}, (bench) => test(bench, proxy));
  } finally {
    proxy.close();
  }
}

/** Signs in, and answers the token or what the sign-in says. */
const signIn = (config: Values, environment: Values = {}): Promise<string> => {
  const settings = resolveSettings({ config, environment });
  return createTokenSource(settings, Date.now)().catch((error: unknown) => String(error));
};

/** Variables, made of the proxy's port and the server's, and whether they lead through the proxy. */
const rows: [variables: (proxy: number, server: string) => Values, isThrough: boolean][] = [
  [(port) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}` }), true],
  [
    (port) => ({ https_proxy: `http://127.0.0.1:${port}`, HTTPS_PROXY: "http://127.0.0.1:1" }),
    true,
  ],
  [(port) => ({ HTTPS_PROXY: `127.0.0.1:${port}` }), true],
  [(port) => ({ HTTPS_PROXY: `localhost:${port}` }), true],
  [(port) => ({ ALL_PROXY: `http://127.0.0.1:${port}` }), true],
  [(port) => ({ ALL_PROXY: "http://127.0.0.1:1", HTTPS_PROXY: `http://127.0.0.1:${port}` }), true],
  [(port) => ({ HTTP_PROXY: `http://127.0.0.1:${port}` }), false],
  [(port) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: "*" }), false],
  [
    (port) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: "a.example, 127.0.0.1" }),
    false,
  ],
  [(port) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}`, no_proxy: ".0.1" }), false],
  [(port) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: "*.0.1" }), false],
  [(port, at) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: `127.0.0.1:${at}` }), false],
  [(port) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: "127.0.0.1:1" }), true],
  [(port) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: "127.0.0.0/8" }), true],
];

describe("a sign-in and Graph read the variables of a proxy alike", () => {
  for (const [variables, isThrough] of rows) {
    const shown = new URLSearchParams(variables(3128, "443")).toString().replaceAll("&", " ");
    it(`${decodeURIComponent(shown)}: ${isThrough ? "through it" : "past it"}`, () =>
      withProxy(undefined, ({ emulator, config }, proxy) =>
        withVariables(variables(proxy.port, new URL(emulator.httpsUrl).port), async () => {
          const token = await signIn(config);
          const client = createGraphClient({
            graphEndpoint: emulator.httpsUrl,
            getToken: () => Promise.resolve(token),
            sendHttp: createSendHttp(httpOptions),
            now: Date.now,
          });
          await client.request({ action: "read", path, parse: parseAny });
          const { host } = new URL(emulator.httpsUrl);
          expect(proxy.tunnels).to.deep.equal(isThrough ? [host, host] : []);
          expect(proxy.forwards).to.deep.equal([]);
        }),
      ));
  }

  it("and what is asked in the clear, such as a managed identity's endpoint, goes past any", () =>
    withProxy(undefined, async ({ emulator, askGraph }, { port, tunnels, forwards }) => {
      const identity = await emulator.identityEnvironment("managedIdentityImds");
      const url = `http://127.0.0.1:${port}`;
      const variables = { ...identity, HTTP_PROXY: url, HTTPS_PROXY: url, ALL_PROXY: url };
      await withVariables(variables, async () => {
        const token = await signIn({ useMsi: "true", graphEndpoint: emulator.httpsUrl });
        expect(await askGraph(token)).to.equal(200);
        expect([...tunnels, ...forwards]).to.deep.equal([]);
        expect(describeProxy("http://169.254.169.254/metadata")).to.equal("");
      });
    }));
});

describe("a sign-in that fails names whom it has asked, and the proxy, without its password", () => {
  const limit = { signInTimeoutSeconds: "0.5" };
  const faults: [answer: string, says: RegExp][] = [
    ["407 Proxy Authentication Required", /: the proxy opened no tunnel \(ERR_PROXY_TUNNEL: .*407/],
    ["503 Service Unavailable", /: the proxy opened no tunnel \(ERR_PROXY_TUNNEL: .*503/],
    ["", /: there was no token within 0\.5 s/],
  ];
  for (const [answer, says] of faults) {
    it(`where the proxy answers ${answer || "nothing"}`, () =>
      withProxy(answer, ({ config, emulator }, { port }) => {
        const HTTPS_PROXY = `user:pass%40word@127.0.0.1:${port}`;
        return withVariables({ HTTPS_PROXY }, async () => {
          const message = await signIn({ ...config, ...limit });
          const named = `Entra at ${emulator.httpsUrl}/${emulator.tenantId}/v2.0/.well-known/openid-configuration through the proxy http://127.0.0.1:${port} gave no`;
          expect(message)
            .to.include(named)
            .and.match(says)
            .and.not.match(/pass|microsoftonline/);
        });
      }));
  }

  for (const [variable, value] of [
    ["ALL_PROXY", "socks5://user:pass%40word@127.0.0.1:1080"],
    ["HTTPS_PROXY", "http://user:pass%40word@[bad"],
  ] as const) {
    it(`where ${variable} is ${value.split(":", 1)[0]} and no proxy that it can use`, () =>
      withSignIn({}, ({ config }) =>
        withVariables({ [variable]: value }, async () => {
          expect(await signIn(config))
            .to.include(`(InvalidProxy: ${variable} is not the URL of an HTTP proxy)`)
            .and.not.match(/pass|bad|microsoftonline/);
        }),
      ));
  }

  it("where this Node would go past the proxy, and sends nothing", () =>
    withSignIn({}, ({ config, emulator }) =>
      withVariables({ HTTPS_PROXY: "http://127.0.0.1:1" }, async () => {
        const { allowedNodeEnvironmentFlags } = process;
        // As in Node.js 22.20.
        Object.defineProperty(process, "allowedNodeEnvironmentFlags", { value: new Set() });
        try {
          expect(await signIn(config)).to.include("a proxy needs Node.js 22.21, 24.5 or later");
          expect(emulator.requests).to.have.lengthOf(0);
        } finally {
          const value = allowedNodeEnvironmentFlags;
          Object.defineProperty(process, "allowedNodeEnvironmentFlags", { value });
        }
      }),
    ));

  it("where it is the service that gives a job its token", () =>
    withProxy("403 Forbidden", async ({ config, emulator }, { port }) => {
      const job = await emulator.identityEnvironment("gitHubActions");
      await withVariables({ HTTPS_PROXY: `http://127.0.0.1:${port}` }, async () => {
        expect(await signIn({ ...config, clientSecret: "" }, job))
          .to.match(
            /: GitHub's job-token service at \S+ through the proxy http:\S+ gave no answer: the proxy opened no tunnel/,
          )
          .and.not.include("microsoftonline");
      });
    }));

  const refusals: Record<string, { config: Values; environment: Values; says: RegExp }> = {
    azurePipelines: {
      config: { adoPipelineServiceConnectionId: "other", clientSecret: "", authorityHost: "" },
      environment: {},
      says: /Check these settings, and that this machine reaches Azure Pipelines' token service at https:/,
    },
    managedIdentityAppService: {
      config: { useMsi: "true", clientId: "other", clientSecret: "", authorityHost: "" },
      environment: {},
      says: /Check that this machine has a managed identity/,
    },
  };
  for (const [identity, { config, says }] of Object.entries(refusals)) {
    it(`where it is another service than Entra, as in ${identity}`, () =>
      withSignIn({}, async (bench) => {
        const environment = await bench.emulator.identityEnvironment(identity as "azurePipelines");
        await withVariables(environment, async () => {
          expect(await signIn({ ...bench.config, ...config }, environment))
            .to.match(says)
            .and.not.include("microsoftonline");
        });
      }));
  }
});
