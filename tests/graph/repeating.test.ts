import { inspect } from "node:util";
import { expect } from "chai";
import { createEmulator, type Emulator, type Fault } from "intune-graph-emulator";
import { createTokenSource } from "../../provider/dist/graph/signIn/tokenSource.js";
import { createGraphClient, type GraphClient } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { createSendHttp } from "../../provider/dist/graph/sendHttp.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { parseAny, readNothing, sendWrite } from "./sendWrite.ts";
import { createVirtualTime, type VirtualTime } from "./virtualTime.ts";
import { httpOptions } from "./httpOptions.ts";

const root = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";
const assignBody = { iOSLobAppProvisioningConfigAssignments: [] };

describe("A client of Graph", () => {
  let emulator: Emulator;
  let time: VirtualTime;
  let client: GraphClient;
  let path: string;
  let waits: number[];
  /** What the credential was asked for, in order; the tokens come from the script, the last of them for ever. */
  let asked: object[];
  let tokens: string[];

  beforeEach(async () => {
    time = createVirtualTime();
    emulator = await createEmulator({ now: time.now, pageSize: 1 });
    const { id } = emulator.tenant.addConfiguration({ displayName: "Field Service" });
    path = `${root}/${id}`;
    waits = [];
    asked = [];
    tokens = [await emulator.issueToken({ expiresInSeconds: 3_000 })];
    const settings = resolveSettings({ config: {}, environment: {} });
    client = createGraphClient({
      graphEndpoint: emulator.url,
      getToken: createTokenSource(settings, time.now, () =>
        Promise.resolve({
          getToken(scope, options) {
            asked.push({ scope, ...options });
            const token = (tokens.length > 1 ? tokens.shift() : tokens[0]) ?? "";
            return Promise.resolve({ token, expiresOnTimestamp: time.now() + 3_000_000 });
          },
        }),
      ),
      sendHttp: createSendHttp(httpOptions),
      now: time.now,
      retry: {
        budgetMs: 60_000,
        random: () => 0,
        sleep: async (waitMs) => {
          waits.push(waitMs);
          const waking = time.sleep(waitMs);
          await time.run(waking);
        },
      },
    });
  });
  afterEach(() => emulator.close());

  const read = (): Promise<unknown> => client.request({ action: "read it", path, parse: parseAny });
  const write = (readLive = readNothing): Promise<unknown> =>
    sendWrite(client, { path: `${path}/assign`, body: assignBody }, { read: readLive });
  const failureOf = async (work: Promise<unknown>): Promise<GraphError> => {
    const error: unknown = await work.catch((reason: unknown) => reason);
    if (!(error instanceof GraphError)) throw new Error(`no GraphError: ${inspect(error)}`);
    return error;
  };
  const log = (): string[] =>
    emulator.requests.map(({ method, status }) => `${method} ${status ?? "cut"}`);
  const script = (...faults: Fault[]): void => {
    for (const fault of faults) emulator.script(fault);
  };
  const answer = (status: number, retryAfter?: string, body?: unknown): Fault => ({
    respond: {
      status,
      ...(retryAfter !== undefined && { headers: { "Retry-After": retryAfter } }),
      ...(body !== undefined && { body }),
    },
  });

  it("repeats a read after whatever passes, as long as Graph asks or ever longer", async () => {
    script(answer(429, "2.128"), answer(503, "4"), answer(502), { cut: "socket" });
    script({ cut: "midBody" }, answer(504));
    await read();
    expect(log()).to.deep.equal([
      "GET 429",
      "GET 503",
      "GET 502",
      "GET cut",
      "GET 200",
      "GET 504",
      "GET 200",
    ]);
    expect(waits).to.deep.equal([2_128, 4_000, 4_000, 8_000, 16_000, 20_000]);
    expect(new Set(emulator.requests.map((request) => request.clientRequestId)).size).to.equal(7);
  });

  it("waits until the date that Graph names", async () => {
    script(answer(503, new Date(time.now() + 7_000).toUTCString()));
    await read();
    expect(waits).to.deep.equal([7_000]);
  });

  it("waits as long as Intune's document within the message asks, unless a header says otherwise", async () => {
    const message = JSON.stringify({ _version: 3, Message: "Busy", RetryAfter: 3.5 });
    const body = { error: { code: "ServiceUnavailable", message } };
    script(answer(503, undefined, body), answer(503, "1", body));
    await write();
    expect(waits).to.deep.equal([3_500, 2_000]);
    expect(log()).to.deep.equal(["POST 503", "POST 503", "POST 204"]);
  });

  it("repeats a write that certainly had no effect", async () => {
    script(answer(429, "1"), answer(423), answer(503, "2"));
    await write();
    expect(log()).to.deep.equal(["POST 429", "POST 423", "POST 503", "POST 204"]);
  });

  it("repeats a write that is refused while another operation is in progress", async () => {
    const message = "Another operation is already in progress for this object.";
    const body = { error: { code: "Conflict", message } };
    script(answer(409, undefined, body), answer(509));
    await write();
    expect(log()).to.deep.equal(["POST 409", "POST 509", "POST 204"]);
  });

  it("repeats a read a few times after 500, which may last", async () => {
    script(answer(500), answer(500));
    await read();
    expect(log()).to.deep.equal(["GET 500", "GET 500", "GET 200"]);
  });

  it("gives a read up that is answered 500 each time", async () => {
    script({ ...answer(500), times: 9 });
    const error = await failureOf(read());
    expect(log()).to.deep.equal(["GET 500", "GET 500", "GET 500", "GET 500"]);
    expect(error).to.include({ status: 500, isTransient: false });
    expect(error.message).to.include("Gave up after 4 attempts.");
  });

  for (const status of [400, 403, 404, 409, 501]) {
    it(`does not repeat a read after ${status}`, async () => {
      script(answer(status));
      expect(await failureOf(read())).to.include({ status, isTransient: false });
      expect(log()).to.deep.equal([`GET ${status}`]);
    });
  }

  it("gives up when the budget is used up, and says so", async () => {
    script({ ...answer(429, "25"), times: 9 });
    const error = await failureOf(read());
    expect(log()).to.deep.equal(["GET 429", "GET 429", "GET 429"]);
    expect(error).to.include({ status: 429, retryAfterMs: 25_000 });
    expect(error.message).to.include(
      "Gave up after 3 attempts: a wait of 25 s would exceed the retry budget of 60 s (intune:retryBudgetSeconds).",
    );
  });

  const surrenders: [what: string, faults: Fault[], said: RegExp | undefined][] = [
    [
      "the first wait is too long for the budget",
      [answer(429, "120")],
      /Gave up after 1 attempt: a wait of 120 s would exceed/,
    ],
    ["a later attempt is refused", [answer(503), answer(403)], /Gave up after 2 attempts\. /],
    ["the first attempt is refused", [answer(403)], undefined],
  ];
  for (const [what, faults, said] of surrenders) {
    it(`says ${said ? "" : "nothing "}of its attempts where ${what}`, async () => {
      script(...faults);
      const { message } = await failureOf(read());
      if (said) expect(message).to.match(said);
      else expect(message).not.to.contain("Gave up");
    });
  }

  it("reads what is live before it repeats a write, after the wait, and charges the budget for that", async () => {
    script({ ...answer(429, "25"), times: 9 });
    const readAtMs: number[] = [];
    const startMs = time.now();
    const error = await failureOf(
      write(async () => {
        readAtMs.push(time.now() - startMs);
        await time.run(time.sleep(20_000));
        return readNothing();
      }),
    );
    expect(readAtMs).to.deep.equal([0, 45_000]);
    expect(error.message).to.include("Gave up after 2 attempts");
  });

  it("does not repeat a write that can't be decided any more", async () => {
    script(answer(429, "1"));
    const reason = new Error("It has changed.");
    const reads = [readNothing, () => Promise.reject(reason)];
    const failed = write(() => (reads.shift() ?? readNothing)());
    expect(await failed.catch((error: unknown) => error)).to.equal(reason);
    expect(log()).to.deep.equal(["POST 429"]);
  });

  it("repeats the page that failed, not those before it", async () => {
    emulator.tenant.setAssignments(
      path.slice(root.length + 1),
      ["allDevices", "allLicensedUsers"].map((kind) => ({
        "@odata.type": `#microsoft.graph.${kind}AssignmentTarget`,
      })),
    );
    script({ path: "assignments", skip: 1, cut: "socket" });
    const items = await client.list({
      action: "list",
      path: `${path}/assignments`,
      parse: parseAny,
    });
    expect(items).to.have.lengthOf(2);
    const pages = emulator.requests.map((request) => request.path.split("?").length);
    expect(pages).to.deep.equal([1, 2, 2]);
  });

  const refused = (headers: Record<string, string> = {}): Fault => ({
    respond: { status: 401, headers },
  });

  it("asks once for another token when one is refused, and repeats a write with it at once", async () => {
    tokens = [await emulator.issueToken({ expiresInSeconds: -1 }), ...tokens];
    await write();
    expect(log()).to.deep.equal(["POST 401", "POST 204"]);
    expect(asked).to.have.lengthOf(2);
    expect(waits).to.deep.equal([]);
  });

  it("repeats a request after a wait with a token that is good by then", async () => {
    tokens = [await emulator.issueToken({ expiresInSeconds: 2_710 }), ...tokens];
    await read();
    // A token is renewed five minutes before its 3,000 seconds are over.
    await time.run(time.sleep(2_690_000));
    script(answer(429, "25"));
    await read();
    expect(log()).to.deep.equal(["GET 200", "GET 429", "GET 200"]);
    expect(asked).to.have.lengthOf(2);
  });

  it("takes a second refusal as final", async () => {
    script({ ...refused(), times: 5 });
    const error = await failureOf(read());
    expect(error.status).to.equal(401);
    expect(log()).to.deep.equal(["GET 401", "GET 401"]);
    expect(asked).to.have.lengthOf(2);
  });

  const claims = JSON.stringify({
    access_token: { nbf: { essential: true, value: "1604106651" } },
  });
  const encodings = ["base64", "base64url"] as const;
  for (const encoding of encodings) {
    it(`asks for a token with the claims that a refusal names in ${encoding}`, async () => {
      const encoded = Buffer.from(claims).toString(encoding);
      const challenge = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${encoded}"`;
      script(refused({ "WWW-Authenticate": challenge }));
      await read();
      const scope = "https://graph.microsoft.com/.default";
      expect(asked).to.deep.equal([{ scope }, { scope, claims }]);
    });
  }

  it("asks once for all that are refused at once, and keeps the new token", async () => {
    tokens = [await emulator.issueToken({ expiresInSeconds: -1 }), ...tokens];
    await Promise.all([read(), read(), write(), read()]);
    await read();
    expect(asked).to.have.lengthOf(2);
    expect(log().filter((line) => line.endsWith("401"))).to.have.lengthOf(4);
    expect(log().slice(-1)).to.deep.equal(["GET 200"]);
  });

  it("shows the token in no error, however deeply one looks", async () => {
    script({ cut: "socket" }, { ...refused(), times: 4 });
    for (const act of [write, read]) {
      const error = await failureOf(act());
      const shown = inspect(error, { depth: 20, showHidden: true });
      expect(shown).not.to.include(tokens[0]?.slice(0, 20));
      expect(shown).not.to.match(/Bearer|Authorization/i);
    }
  });
});
