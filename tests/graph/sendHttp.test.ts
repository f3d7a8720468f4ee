import { once } from "node:events";
import { createServer, type Server } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { createSendHttp, type HttpOptions } from "../../provider/dist/graph/sendHttp.js";
import { token } from "./scriptedList.ts";
import { answerOf, sendWrite } from "./sendWrite.ts";
import { httpOptions } from "./httpOptions.ts";

const head = (length: number, more = ""): string =>
  `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n${more}\r\n`;
const gzipped = "Content-Encoding: gzip\r\n";
const kilobyte = 1024;
const bomb = gzipSync(Buffer.alloc(64 * kilobyte * kilobyte));

describe("sendHttp", () => {
  let server: Server;
  let sockets: Socket[];
  let received: string;
  /** What the server does with the first bytes of a request. */
  let answer: (socket: Socket) => void;

  beforeEach(async () => {
    sockets = [];
    received = "";
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on("error", () => socket.destroy());
      socket.on("data", (data) => {
        received += data.toString();
        answer(socket);
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  const send = async (options: Partial<HttpOptions> = {}, protocol = "http"): Promise<unknown> => {
    const { port } = server.address() as AddressInfo;
    const client = createGraphClient({
      graphEndpoint: `${protocol}://127.0.0.1:${port}`,
      getToken: () => Promise.resolve(token),
      sendHttp: createSendHttp({ ...httpOptions, ...options }),
      now: Date.now,
    });
    const write = sendWrite(client, { body: {} });
    return write.then(answerOf, (error: unknown) => {
      if (!(error instanceof GraphError)) throw error;
      expect(inspect(error, { depth: 20, showHidden: true })).not.to.include(token);
      return error;
    });
  };

  it("reads an answer in pieces, compressed, and with a byte order mark", async () => {
    const body = gzipSync('\uFEFF{"displayName":"Größe"}');
    answer = (socket) => {
      socket.write(head(body.length, gzipped));
      socket.write(body.subarray(0, 9));
      setImmediate(() => socket.write(body.subarray(9)));
    };
    expect(await send()).to.deep.equal({ displayName: "Größe" });
    expect(received).to.match(/^user-agent: pulumi-intune-provisioning\/\d+\.\d+\.\d+ node\//im);
    expect(received).to.match(/^client-request-id: [0-9a-f-]{36}\r$/im);
  });

  it("keeps the connection for the next request", async () => {
    answer = (socket) => socket.write(`${head(2)}{}`);
    const { port } = server.address() as AddressInfo;
    const sendHttp = createSendHttp(httpOptions);
    const request = { method: "GET", url: `http://127.0.0.1:${port}/`, headers: {} };
    for (let count = 0; count < 3; count += 1) await sendHttp(request);
    expect(sockets).to.have.lengthOf(1);
  });

  it("takes no slow answer for a slow connection", async () => {
    answer = (socket) => {
      setTimeout(() => socket.write(`${head(2)}{}`), 600);
    };
    expect(await send({ connectTimeoutSeconds: 0.5 })).to.deep.equal({});
  });

  it("follows no redirection: the token would go along", async () => {
    answer = (socket) =>
      socket.write("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
    expect(await send()).to.include({ status: 302 });
    expect(sockets).to.have.lengthOf(1);
    expect(received).not.to.include("elsewhere");
  });

  const endless: [what: string, answer: (socket: Socket) => void][] = [
    ["nothing comes", () => undefined],
    [
      "the body trickles without end",
      (socket) => {
        socket.write(head(9_999));
        const timer = setInterval(() => socket.write(" "), 10);
        socket.on("close", () => {
          clearInterval(timer);
        });
      },
    ],
  ];
  for (const [what, act] of endless) {
    it(`fails with a GraphError in time where ${what}`, async () => {
      answer = act;
      const error = await send({ answerTimeoutSeconds: 0.5 });
      expect(error)
        .to.be.instanceOf(GraphError)
        .and.include({ code: "AnswerTimeout", isAmbiguous: true, isTransient: true });
    });
  }

  const broken: [what: string, answer: (socket: Socket) => void, error: object][] = [
    ["the connection is cut", (socket) => socket.destroy(), { code: "ECONNRESET" }],
    [
      "the body is cut",
      (socket) => socket.end(`${head(99)}{"value":`),
      { code: "ECONNRESET", isAmbiguous: true, isTransient: true },
    ],
    [
      "a compressed body is cut",
      (socket) => socket.end(Buffer.concat([Buffer.from(head(99, gzipped)), gzipSync("{}")])),
      { code: "ECONNRESET", isTransient: true },
    ],
    [
      "what is compressed is not",
      (socket) => socket.write(`${head(4, gzipped)}{} {`),
      { code: "Z_DATA_ERROR", isTransient: false },
    ],
    ["it is no HTTP", (socket) => socket.write("SSH-2.0-x\r\n\r\n"), { isTransient: false }],
    ["it is no JSON", (socket) => socket.write(`${head(6)}<html>`), { code: "InvalidAnswer" }],
    [
      "the JSON breaks off",
      (socket) => socket.write(`${head(9)}{"value":`),
      { code: "InvalidAnswer" },
    ],
    [
      "the body is too large",
      (socket) => socket.write(head(99 * kilobyte) + " ".repeat(99 * kilobyte)),
      { code: "AnswerTooLarge", isTransient: false, isAmbiguous: true },
    ],
    [
      "a small body unfolds into a large one",
      (socket) => {
        expect(bomb.length).to.be.below(90 * kilobyte);
        socket.write(head(bomb.length, gzipped));
        socket.write(bomb);
      },
      { code: "AnswerTooLarge" },
    ],
    [
      "the headers are too large",
      (socket) => socket.write(head(2, `X: ${"x".repeat(99 * kilobyte)}\r\n`)),
      { code: "HPE_HEADER_OVERFLOW", isTransient: false },
    ],
  ];
  for (const [what, act, expected] of broken) {
    it(`fails with a GraphError where ${what}`, async () => {
      answer = act;
      const error = await send({ maxAnswerBytes: 90 * kilobyte });
      expect(error).to.be.instanceOf(GraphError).and.include(expected);
    });
  }

  it("fails for certain where the connection does not stand in time", async () => {
    answer = () => undefined;
    const error = await send({ connectTimeoutSeconds: 0.05 }, "https");
    expect(error).to.include({ code: "ConnectTimeout", isAmbiguous: false, isTransient: true });
    expect(inspect(error)).to.include("no connection within 0.05 s (intune:connectTimeoutSeconds)");
  });

  it("fails for certain where the handshake is cut", async () => {
    answer = (socket) => socket.destroy();
    expect(await send({}, "https")).to.include({ code: "ECONNRESET", isAmbiguous: false });
  });

  it("fails for certain where nobody listens", async () => {
    answer = () => undefined;
    const { port } = server.address() as AddressInfo;
    server.close();
    const response = await createSendHttp(httpOptions)({
      method: "GET",
      url: `http://127.0.0.1:${port}/`,
      headers: {},
    });
    expect(response).to.have.nested.include({
      "fault.code": "ECONNREFUSED",
      "fault.isUnsent": true,
    });
  });
});
