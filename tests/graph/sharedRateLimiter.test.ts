import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import diagnostics from "node:diagnostics_channel";
import { once } from "node:events";
import { createServer as createHttpServer, request, type IncomingMessage } from "node:http";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { CancelledError } from "../../provider/dist/graph/clock.js";
import type { Permit, RateLimiter } from "../../provider/dist/graph/rateLimiter.js";
import { portsOf, shareRateLimiter } from "../../provider/dist/graph/sharedRateLimiter.js";
import { failureOf } from "../handlers/failureOf.ts";
import { oneWrite } from "./oneWrite.ts";

describe("the quota of several processes", () => {
  /** Meeting places of other tests are others. */
  let key: string;
  beforeEach(function () {
    key = `${process.pid} ${this.currentTest?.title ?? ""}`;
  });
  const share = (own = oneWrite(), signal?: AbortSignal): RateLimiter =>
    shareRateLimiter(own, { key, signal });

  it("is one for all: a place that one gives back goes to the other that waits", async () => {
    const [keeper, other] = [share(), share()];
    const permit = await keeper.admit("write");
    const waiting = other.admit("write");
    await other.admit("read");
    permit.end({ isSent: false });
    const granted = await waiting;
    // It keeps its place once it is answered.
    granted.end({ isSent: true });
    await other.admit("read");
    const late = keeper.admit("write").then(() => "admitted");
    expect(await Promise.race([late, keeper.admit("read").then(() => "waits")])).to.equal("waits");
  });

  it("lets a request that is repeated go ahead of later ones, whosever they are", async () => {
    const [keeper, other] = [share(), share()];
    const first = await keeper.admit("write");
    first.end({ isSent: false });
    const given = await other.admit("write");
    const admitted: string[] = [];
    const wait = async (limiter: RateLimiter, name: string, ofOrder?: number): Promise<Permit> => {
      const permit = await limiter.admit("write", ofOrder);
      admitted.push(name);
      return permit;
    };
    const later = wait(keeper, "later");
    const repeated = wait(other, "repeated", given.order);
    await other.admit("read");
    given.end({ isSent: false });
    (await repeated).end({ isSent: false });
    await later;
    expect(admitted).to.deep.equal(["repeated", "later"]);
  });

  it("is each one's own under another key", async () => {
    const one = share();
    key += " of another application";
    const two = share();
    await Promise.all([one.admit("write"), two.admit("write")]);
  });

  it("is left by a process that is cancelled, and its place goes to another", async () => {
    const own = oneWrite();
    const cancellation = new AbortController();
    const [keeper, other] = [share(own), share(oneWrite(), cancellation.signal)];
    const permit = await keeper.admit("write");
    const waiting = failureOf(other.admit("write"));
    await other.admit("read");
    cancellation.abort(new CancelledError());
    expect(await waiting).to.be.instanceOf(CancelledError);
    permit.end({ isSent: false });
    await keeper.admit("write");
  });

  it("is kept by another process, with those that wait, once the first has ended", async () => {
    const keeper = fork(join(import.meta.dirname, "keepQuota.ts"), [key]);
    await once(keeper, "message");
    const other = share();
    const waiting = other.admit("write").then(() => "admitted");
    const read = other.admit("read").then(() => "waits");
    expect(await Promise.race([waiting, read])).to.equal("waits");
    keeper.kill();
    expect(await waiting).to.equal("admitted");
  });

  it("outlives a process that ends within a line", async () => {
    const keeper = share();
    const permit = await keeper.admit("write");
    const socket = connect(portsOf(key)[0] ?? 0, "127.0.0.1");
    socket.resume();
    socket.end(`"${createHash("sha256").update(key).digest("hex")}"\n{"id":1,"ki`);
    await once(socket, "close");
    permit.end({ isSent: false });
    await share().admit("write");
  });

  it("goes on to the next where who asked has ended while it waited", async () => {
    const keeper = share();
    const permit = await keeper.admit("write");
    const seen = Promise.withResolvers<IncomingMessage>();
    const see = (message: unknown) => {
      seen.resolve((message as { request: IncomingMessage }).request);
    };
    diagnostics.subscribe("http.server.request.start", see);
    const asking = request({
      host: "127.0.0.1",
      port: portsOf(key)[0],
      path: `/${createHash("sha256").update(key).digest("hex")}`,
      method: "POST",
      headers: { kind: "write", order: 0 },
    });
    asking.on("error", () => undefined).flushHeaders();
    const asked = await seen.promise;
    diagnostics.unsubscribe("http.server.request.start", see);
    const closed = new Promise((resolve) => asked.on("close", resolve));
    asking.destroy();
    await closed;
    permit.end({ isSent: false });
    await keeper.admit("write");
  });

  const strangers = {
    "a mail server": () => createServer((socket) => socket.end("220 mail.example.com\r\n")),
    "a web server that answers any path": () =>
      createHttpServer((_request, response) => response.end("<html></html>")),
  };
  for (const [what, create] of Object.entries(strangers))
    it(`is kept elsewhere if ${what} listens at the meeting place`, async () => {
      const [port = 0] = portsOf(key);
      const stranger = create();
      stranger.listen(port, "127.0.0.1");
      await once(stranger, "listening");
      try {
        const [keeper, other] = [share(), share()];
        await keeper.admit("write");
        const waiting = other.admit("write").then(() => "admitted");
        expect(await Promise.race([waiting, other.admit("read").then(() => "waits")])).to.equal(
          "waits",
        );
      } finally {
        stranger.close();
      }
    });
});
