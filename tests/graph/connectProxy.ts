import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls, TLSSocket } from "node:tls";
import type { CertificateAndKey } from "./makeCertificate.ts";

/** A proxy that opens tunnels, and what was asked of it. */
export interface ConnectProxy {
  port: number;
  /** Hosts with ports of the tunnels that were asked for. */
  tunnels: string[];
  /** `Proxy-Authorization` of each. */
  credentials: (string | undefined)[];
  /** Requests that were to be forwarded in the clear. */
  forwards: string[];
  close: () => void;
}

/** What one says in a tunnel, and hears there. */
type Ends = (socket: Socket, port: number, host: string) => [near: Duplex, far: Duplex];

const passOn: Ends = (socket, port, host) => [socket, connect(port, host)];

/** Reads along what passes, as a company's proxy may: shows a certificate of its own for every host. */
export const inspectWith =
  ({ key, cert }: CertificateAndKey): Ends =>
  (socket, port, host) => [
    new TLSSocket(socket, { isServer: true, key, cert }),
    connectTls({ port, host, rejectUnauthorized: false }),
  ];

/**
 * @param answers What it answers instead of opening a tunnel: a status line, or nothing at all; several in turn, before it
 * opens tunnels.
 * @param everythingTo The port on this machine to which every tunnel leads, whichever host was asked for.
 */
export async function openConnectProxy(
  answers?: string | string[],
  everythingTo?: number,
  open: Ends = passOn,
): Promise<ConnectProxy> {
  const sockets = new Set<Duplex>();
  const [tunnels, credentials, forwards]: [string[], (string | undefined)[], string[]] = [
    [],
    [],
    [],
  ];
  const server = createServer((request, response) => {
    forwards.push(request.url ?? "");
    response.writeHead(500).end();
  });
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", (request, socket: Socket) => {
    tunnels.push(request.url ?? "");
    credentials.push(request.headers["proxy-authorization"]);
    const answer = Array.isArray(answers) ? answers.shift() : answers;
    if (answer !== undefined) {
      if (answer !== "") socket.end(`HTTP/1.1 ${answer}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const [host = "", port] = (request.url ?? "").split(":");
    const [toPort, toHost] =
      everythingTo === undefined ? [Number(port), host] : [everythingTo, "127.0.0.1"];
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    const ends = open(socket, toPort, toHost);
    const [near, far] = ends;
    near.pipe(far).pipe(near);
    for (const end of [socket, ...ends]) {
      sockets.add(end);
      end.on("error", () => end.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    tunnels,
    credentials,
    forwards,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
