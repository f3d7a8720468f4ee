import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { isIPv6 } from "node:net";
import type { IncomingRequest } from "../pipeline/incomingRequest.js";
import type { Outcome } from "../pipeline/outcome.js";
import { shareAuthority, type Authority } from "./authority.js";
import { issueCertificate } from "./certificates.js";
import { createListener } from "./createListener.js";
import { listen } from "./listen.js";

/** Where an emulator listens. */
export interface ListenerPlace {
  readonly host: string;
  readonly port: number;
  readonly httpsPort: number;
  readonly hostNames: readonly string[];
  readonly authority: Authority | undefined;
}

export interface Listeners {
  readonly origins: { readonly http: string; readonly https: string };
  readonly caCertificatePem: string;
  close(): Promise<void>;
}

export async function openListeners(
  place: ListenerPlace,
  answer: (request: IncomingRequest) => Promise<Outcome>,
): Promise<Listeners> {
  const { host, authority = await shareAuthority() } = place;
  const address = nameAddress(host);
  const { certificatePem, privateKeyPem } = await issueCertificate(authority, [
    address,
    ...place.hostNames,
  ]);
  const http = createHttpServer(createListener("http", answer));
  const https = createHttpsServer(
    { cert: certificatePem, key: privateKeyPem },
    createListener("https", answer),
  );
  const plain = await listen(http, place.port, host);
  const secure = await listen(https, place.httpsPort, host).catch(async (error: unknown) => {
    await plain.close();
    throw error;
  });
  const authorityName = isIPv6(address) ? `[${address}]` : address;
  return {
    origins: {
      http: `http://${authorityName}:${plain.port}`,
      https: `https://${authorityName}:${secure.port}`,
    },
    caCertificatePem: authority.certificatePem,
    close: async () => {
      await Promise.all([plain.close(), secure.close()]);
    },
  };
}

/** What a client on this machine connects to: all addresses include 127.0.0.1. */
function nameAddress(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
}
