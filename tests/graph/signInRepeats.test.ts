import { expect } from "chai";
import type { Fault } from "intune-graph-emulator";
import { SignInError } from "../../provider/dist/graph/signIn/signInError.js";
import { createTokenSource, type GetToken } from "../../provider/dist/graph/signIn/tokenSource.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { failureOf } from "../handlers/failureOf.ts";
import { openConnectProxy } from "./connectProxy.ts";
import { withSignIn, type SignInBench } from "./signInBench.ts";

type Values = Readonly<Record<string, string>>;

const openSource = ({ config }: SignInBench, more: Values = {}): GetToken => {
  const all: Values = { ...config, ...more };
  const settings = resolveSettings({ config: all, environment: {} });
  return createTokenSource(settings, Date.now);
};

const path = "/oauth2/v2.0/token";
const transient = {
  error: "temporarily_unavailable",
  error_description:
    "AADSTS90033: A transient error has occurred. Please try again. Trace ID: 0a1b",
};

const passing: Record<string, Fault> = {
  "is overloaded": { path, respond: { status: 503, body: "<html>busy</html>" } },
  "fails for once": { path, respond: { status: 500 } },
  "throttles, and says for how long": {
    path,
    respond: { status: 429, headers: { "Retry-After": "1" } },
  },
  "has a transient error": { path, respond: { status: 400, body: transient } },
  "breaks the connection": { path, cut: "socket" },
};

describe("a sign-in asks Entra again after what passes", () => {
  for (const [what, fault] of Object.entries(passing)) {
    it(`where it ${what}`, () =>
      withSignIn({}, async (bench) => {
        const handle = bench.emulator.script(fault);
        expect(await bench.askGraph(await openSource(bench)())).to.equal(200);
        expect(handle.hits).to.equal(1);
      }));
  }

  it("and Azure Pipelines for a job's token", () =>
    withSignIn({}, async (bench) => {
      const job = await bench.emulator.identityEnvironment("azurePipelines");
      const handle = bench.emulator.script({ path: "oidctoken", respond: { status: 503 } });
      process.env["SYSTEM_OIDCREQUESTURI"] = job["SYSTEM_OIDCREQUESTURI"];
      try {
        const config: Values = {
          ...bench.config,
          clientSecret: "",
          adoPipelineServiceConnectionId: "c4f8a0d2-5b7e-4e1a-9d3c-6f2b8a0e4c71",
        };
        const settings = resolveSettings({ config, environment: job });
        const token = await createTokenSource(settings, Date.now)();
        expect(await bench.askGraph(token)).to.equal(200);
        expect(handle.hits).to.equal(1);
      } finally {
        Reflect.deleteProperty(process.env, "SYSTEM_OIDCREQUESTURI");
      }
    }));

  it("where the proxy before it is overloaded", async () => {
    const proxy = await openConnectProxy(["503 Service Unavailable"]);
    try {
      await withSignIn({}, async (bench) => {
        process.env["https_proxy"] = `http://127.0.0.1:${proxy.port}`;
        expect(await bench.askGraph(await openSource(bench)())).to.equal(200);
        expect(proxy.tunnels).to.have.lengthOf(2);
      });
    } finally {
      Reflect.deleteProperty(process.env, "https_proxy");
      proxy.close();
    }
  });

  const lasting: [what: string, respond: Fault["respond"] & object, says: RegExp][] = [
    [
      "is overloaded",
      { status: 503, body: "<html>busy</html>" },
      /: Entra at https:\S+\/token answered 503\. Gave up after 2 attempts\. Run the command again later\.$/,
    ],
    [
      "has a transient error",
      { status: 400, body: transient },
      /Entra answered AADSTS90033: A transient error has occurred\. .* Run the command again later\.$/,
    ],
  ];
  for (const [what, respond, says] of lasting) {
    it(`within its limit, where it ${what} for longer`, () =>
      withSignIn({}, async (bench) => {
        const handle = bench.emulator.script({ path, respond, times: Infinity });
        const getToken = openSource(bench, { signInTimeoutSeconds: "2" });
        const error: unknown = await getToken().catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(SignInError).and.include({ isRefusal: false });
        expect(String(error)).to.match(says);
        expect(handle.hits).to.equal(2);
      }));
  }
});

describe("a sign-in that something else than Entra answers", () => {
  const title = "<html><head><title>Log in to the Wi-Fi</title></head></html>";
  const location = "https://portal.example/login";
  const answers: [what: string, respond: Fault["respond"], says: string][] = [
    ["with a page", { status: 200, body: title }, '200 .*a web page titled "Log in to the Wi-Fi"'],
    [
      "with a refusal",
      { status: 403, body: title },
      '403 .*a web page titled "Log in to the Wi-Fi',
    ],
    ["by a redirect", { status: 302, headers: { location } }, `302 .*a redirect to ${location}`],
  ];
  for (const [what, respond, says] of answers)
    for (const asked of ["openid-configuration", "/oauth2/v2.0/token"])
      it(`${what} at ${asked} shows what answered, and names the proxy`, () =>
        withSignIn({}, async (bench) => {
          bench.emulator.script({ path: asked, ...(respond && { respond }), times: 9 });
          const error = await failureOf(openSource(bench)());
          expect(error).to.be.instanceOf(SignInError);
          expect(error.message)
            .to.match(new RegExp(`Entra at https://\\S+${asked} answered ${says}`, "u"))
            .and.match(/Check the proxy \(HTTPS_PROXY, NO_PROXY\), and what it lets through\.$/u)
            .and.not.include("endpoints_resolution_error");
        }));
});
