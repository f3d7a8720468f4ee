// @ts-nocheck
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { IncomingRequest } from "../pipeline/incomingRequest.js";
import type { Outcome } from "../pipeline/outcome.js";
import { issueCertificates } from "./certificates.js";
import { createListener } from "./createListener.js";
import { listen } from "./listen.js";

/** Where an emulator listens, and the names besides localhost that its certificate has. */
export interface ListenerPlace {
  readonly port: number;
  readonly httpsPort: number;
  readonly hostNames: readonly string[];
}

/** The two listeners of an emulator. */
export interface Listeners {
  readonly origins: { readonly http: string; readonly https: string };
  readonly caCertificatePem: string;
  close(): Promise<void>;
}

/** Opens both listeners on 127.0.0.1, or none. */
export async function openListeners(
  place: ListenerPlace,
  answer: (request: IncomingRequest) => Promise<Outcome>,
): Promise<Listeners> {
  const { caCertificatePem, certificatePem, privateKeyPem } = await issueCertificates(
    place.hostNames,
  );
  const http = createHttpServer(createListener("http", answer));
  const https = createHttpsServer(
    { cert: certificatePem, key: privateKeyPem },
    createListener("https", answer),
  );
  const plain = await listen(http, place.port);
  const secure = await listen(https, place.httpsPort).catch(async (error: unknown) => {
    await plain.close();
    throw error;
  });
  return {
    origins: {
      http: `http://127.0.0.1:${plain.port}`,
      https: `https://127.0.0.1:${secure.port}`,
    },
    caCertificatePem,
    close: async () => {
      await Promise.all([plain.close(), secure.close()]);
    },
  };
}
