import { once } from "node:events";
import type { Server } from "node:http";
import type { Socket } from "node:net";

export interface Listening {
  readonly port: number;
  /** Stops listening and destroys the open sockets, those in a TLS handshake included. */
  close(): Promise<void>;
}

export async function listen(server: Server, port: number, host = "127.0.0.1"): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("The server has no port.");
  }
  const close = async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { port: address.port, close: onceOnly(close) };
}

/** A second call waits for the first. */
function onceOnly(act: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= act());
}
