import { inspect } from "node:util";
import { expect } from "chai";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { createSendHttp, type HttpOptions } from "../../provider/dist/graph/sendHttp.js";
import { trustAuthority, trustNoEmulator } from "../emulator/trust.ts";
import { parseAny } from "./sendWrite.ts";
import { openConnectProxy, type ConnectProxy } from "./connectProxy.ts";
import { httpOptions } from "./httpOptions.ts";

const path = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";
const variables = [
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
];

describe("A client of Graph behind a proxy", () => {
  let emulator: Emulator;
  let proxy: ConnectProxy;
  let environment: Record<string, string | undefined>;

  beforeEach(async () => {
    environment = { ...process.env };
    for (const name of variables) process.env[name] = "";
    emulator = await createEmulator();
    trustAuthority(emulator.caCertificatePem);
  });
  afterEach(async () => {
    for (const name of variables) {
      if (environment[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = environment[name];
    }
    trustNoEmulator();
    proxy.close();
    await emulator.close();
  });

  /** Reads as often as said with one client; answers the failure, or nothing. */
  const read = async (
    graphEndpoint: string,
    { times = 1, ...options }: Partial<HttpOptions> & { times?: number } = {},
  ): Promise<GraphError | undefined> => {
    const client = createGraphClient({
      graphEndpoint,
      getToken: () => emulator.issueToken(),
      sendHttp: createSendHttp({ ...httpOptions, ...options }),
      now: Date.now,
    });
    try {
      for (let count = 0; count < times; count += 1)
        await client.request({ action: "read", path, parse: parseAny });
      return undefined;
    } catch (error) {
      if (error instanceof GraphError) return error;
      throw error;
    }
  };
  const host = (): string => new URL(emulator.httpsUrl).host;

  it("reaches https through a tunnel, which it keeps for the next request", async () => {
    proxy = await openConnectProxy();
    process.env["HTTPS_PROXY"] = `http://user:pass%40word@127.0.0.1:${proxy.port}`;
    expect(await read(emulator.httpsUrl, { times: 3 })).to.equal(undefined);
    expect(proxy.tunnels).to.deep.equal([host()]);
    expect(proxy.credentials).to.deep.equal([
      `Basic ${Buffer.from("user:pass@word").toString("base64")}`,
    ]);
    expect(proxy.forwards).to.deep.equal([]);
    expect(emulator.requests.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
  });

  for (const noProxy of ["127.0.0.1", "example.com,127.0.0.1", "*"]) {
    it(`goes past the proxy where NO_PROXY is ${noProxy}`, async () => {
      proxy = await openConnectProxy();
      process.env["HTTPS_PROXY"] = `http://127.0.0.1:${proxy.port}`;
      process.env["NO_PROXY"] = noProxy;
      expect(await read(emulator.httpsUrl)).to.equal(undefined);
      expect(proxy.tunnels).to.deep.equal([]);
    });
  }

  it("never sends what goes by http to a proxy: it is for this machine", async () => {
    proxy = await openConnectProxy();
    process.env["HTTP_PROXY"] = `http://127.0.0.1:${proxy.port}`;
    expect(await read(emulator.url)).to.equal(undefined);
    expect(proxy.forwards).to.deep.equal([]);
  });

  const refusals: [answer: string, code: string, isTransient: boolean][] = [
    ["407 Proxy Authentication Required", "ERR_PROXY_TUNNEL", false],
    ["403 Forbidden", "ERR_PROXY_TUNNEL", false],
    ["503 Service Unavailable", "ProxyUnavailable", true],
    ["", "ConnectTimeout", true],
  ];
  for (const [answer, code, isTransient] of refusals) {
    it(`fails for certain where the proxy answers ${answer || "nothing"}, without its password`, async () => {
      proxy = await openConnectProxy(answer);
      process.env["HTTPS_PROXY"] = `http://user:pass%40word@127.0.0.1:${proxy.port}`;
      const error = await read(
        emulator.httpsUrl,
        answer === "" ? { connectTimeoutSeconds: 0.3 } : {},
      );
      expect(error).to.include({ code, isTransient, isAmbiguous: false });
      expect(error?.message).to.include(answer);
      expect(inspect(error, { depth: 20, showHidden: true })).not.to.match(/pass|Bearer/);
      expect(emulator.requests).to.have.lengthOf(0);
    });
  }

  it("fails on a proxy that is no URL, and does not quote it", async () => {
    proxy = await openConnectProxy();
    process.env["HTTPS_PROXY"] = "http://user:pass%2Fword@[bad";
    const error = await read(emulator.httpsUrl);
    expect(error).to.include({ isTransient: false, isAmbiguous: false });
    expect(inspect(error, { depth: 20, showHidden: true })).not.to.match(/pass|Bearer/);
  });
});
