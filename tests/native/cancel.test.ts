import { status } from "@grpc/grpc-js";
import { expect } from "chai";
import { CancelledError } from "../../provider/dist/graph/clock.js";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { createRateLimiter } from "../../provider/dist/graph/rateLimiter.js";
import { sendWrite } from "../graph/sendWrite.ts";
import { declared } from "../handlers/entries.ts";
import { failureOf } from "../handlers/failureOf.ts";
import { useTrustedBench } from "../handlers/handlerBench.ts";
import {
  callFailureOf,
  emulatorSettings,
  openNative,
  setType,
  type NativeClient,
} from "./nativeClient.ts";

describe("a cancelled run of the native server", () => {
  const bench = useTrustedBench();
  let client: NativeClient;
  const open = async (settings = {}): Promise<void> => {
    client = await openNative();
    await client.configure({ ...emulatorSettings(bench().emulator), ...settings });
  };
  afterEach(() => {
    client.close();
  });

  const inputsOf = (configurationId: string, ...words: string[]) => ({
    configurationId,
    assignments: words.map(declared),
  });
  /** Cancels at the moment at which a request has been answered. */
  const cancelAfter = (method: string, path: RegExp, answer: object = {}) =>
    bench().emulator.script({
      method,
      path,
      ...answer,
      run: () => void client.cancel(),
    });

  it("ends the wait before a retry at once, and sends nothing after that", async () => {
    await open();
    const id = bench().addConfiguration();
    const headers = { "Retry-After": "60" };
    cancelAfter("POST", new RegExp(id), { respond: { status: 429, headers, body: {} } });
    const failure = await callFailureOf(client.create(setType, inputsOf(id, "group 1")));
    expect(failure.code).to.equal(status.CANCELLED);
    expect(failure.message).to.contain("The run was cancelled before this was done");
    expect(bench().liveOf(id).assignments).to.deep.equal([]);
  });

  const create = (id: string) => client.create(setType, inputsOf(id, "group 1"));
  const look = () => client.invoke("intune:index:getGroup", { displayName: "Group 1" });
  const silent: [
    what: string,
    method: string,
    path: RegExp,
    run: (id: string) => Promise<unknown>,
  ][] = [
    ["a refresh", "GET", /\/assignments/, (id) => client.read(setType, id)],
    ["the read before a write", "GET", /\/assignments/, create],
    ["a look-up", "GET", /groups/, look],
    ["a sign-in", "POST", /oauth2/, create],
  ];
  for (const [what, method, path, run] of silent) {
    it(`ends ${what} at once that gets no answer`, async () => {
      await open();
      const id = bench().addConfiguration();
      const { promise: held, resolve: answer } = Promise.withResolvers<undefined>();
      const cancel = () => client.cancel().then(() => held);
      bench().emulator.script({ method, path, run: cancel });
      const failure = await callFailureOf(run(id)).finally(() => {
        answer(undefined);
      });
      expect(failure.code).to.equal(status.CANCELLED);
      expect(bench().liveOf(id).assignments).to.deep.equal([]);
    }).timeout(20_000);
  }

  it("begins nothing more", async () => {
    await open();
    const id = bench().addConfiguration();
    await client.cancel();
    const failure = await callFailureOf(client.read(setType, id));
    expect(failure.code).to.equal(status.CANCELLED);
    expect(bench().emulator.requests.filter(({ path }) => path.includes(id))).to.be.empty;
  });

  it("awaits the answer to a write", async () => {
    await open();
    const id = bench().addConfiguration();
    bench().emulator.script({ method: "POST", path: /assign$/, run: () => client.cancel() });
    const { state } = await client.create(setType, inputsOf(id, "group 1"));
    expect(state["assignments"]).to.deep.equal([declared("group 1")]);
  });

  it("keeps in the state what was written, though no read shows it yet", async () => {
    await open();
    const id = bench().addConfiguration();
    const stale = { respond: { status: 200, body: { value: [] } } };
    const path = new RegExp(`${id}/assignments`);
    bench().emulator.script({ method: "GET", path, ...stale });
    cancelAfter("GET", path, { ...stale, times: 1 });
    const failure = await callFailureOf(client.create(setType, inputsOf(id, "group 1")));
    expect(failure.partial?.properties).to.deep.include({ assignments: [declared("group 1")] });
    expect(failure.partial?.id).to.equal(id);
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 1"]);
  });

  it("looks for what a lost write has done", async () => {
    await open();
    const id = bench().addConfiguration();
    cancelAfter("POST", new RegExp(id), { after: "afterEffect", cut: "socket" });
    const { state } = await client.create(setType, inputsOf(id, "group 1"));
    expect(state["assignments"]).to.deep.equal([declared("group 1")]);
  });

  it("ends the wait for the rate limit", async () => {
    await open({ writesPerWindow: "1" });
    const [one, two] = [bench().addConfiguration(), bench().addConfiguration()];
    await client.create(setType, inputsOf(one, "group 1"), { name: "one" });
    const hasRead = new Promise<void>((resolve) => {
      const path = new RegExp(`${two}/groupAssignments`);
      bench().emulator.script({ method: "GET", path, run: resolve });
    });
    const waiting = callFailureOf(
      client.create(setType, inputsOf(two, "group 1"), { name: "two" }),
    );
    await hasRead;
    // Meanwhile a write that need not wait would be done.
    await client.read(setType, one);
    await client.cancel();
    const failure = await waiting;
    expect(failure.code).to.equal(status.CANCELLED);
    expect(bench().liveOf(two).assignments).to.deep.equal([]);
  });
});

describe("a write that is cancelled while it waits for a token", () => {
  it("is not sent", async () => {
    const cancellation = new AbortController();
    const client = createGraphClient({
      graphEndpoint: "https://graph.example",
      getToken() {
        cancellation.abort(new CancelledError());
        return Promise.resolve("token");
      },
      sendHttp: () => Promise.resolve({ status: 204, headers: {}, text: "" }),
      now: () => 0,
      signal: cancellation.signal,
    });
    expect(await failureOf(sendWrite(client))).to.be.instanceOf(CancelledError);
  });
});

describe("a rate limiter whose waits are ended", () => {
  it("rejects all that wait, and grants what fits after that", async () => {
    let end: (reason: Error) => void = () => undefined;
    const limits = { writesPerWindow: 1, requestsPerWindow: 9, longestPauseMs: 1_000 };
    const limiter = createRateLimiter({
      ...limits,
      now: () => 0,
      sleep: () => new Promise((_, reject) => (end = reject)),
    });
    (await limiter.admit("write")).end({ isSent: true });
    const waiting = [limiter.admit("write"), limiter.admit("write")].map(failureOf);
    end(new Error("cancelled"));
    const failures = await Promise.all(waiting);
    expect(failures.map(({ message }) => message)).to.deep.equal(["cancelled", "cancelled"]);
    await limiter.admit("read");
  });
});
