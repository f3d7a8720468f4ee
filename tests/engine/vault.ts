import { createCipheriv, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/**
 * What encrypts the key of a stack's secrets: a Vault of HashiCorp's, which a server of this process plays. The CLI makes a
 * key of a passphrase in every call that may meet a secret, which takes more processor time than the rest of the CLI's start.
 */
export const secretsProvider = "hashivault://tests";

let vault: Promise<Record<string, string>> | undefined;

/** @returns the environment in which the CLI finds the Vault of this process, which encrypts nothing. */
export function openVault(): Promise<Record<string, string>> {
  return (vault ??= listen());
}

/** The key of every stack's secrets. */
const key = Buffer.alloc(32, 7);

/** That key as the Vault encrypts it. */
export const encryptedKey = encrypt(key.toString("base64"));

/** A secret as `config set --secret` writes it into a stack's settings. */
export function encryptSecret(value: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const encrypted = [cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()];
  return `v1:${nonce.toString("base64")}:${Buffer.concat(encrypted).toString("base64")}`;
}

function encrypt(plaintext: string): string {
  return `vault:v1:${plaintext}`;
}

interface VaultRequest {
  ciphertext?: string;
  plaintext?: string;
}

async function listen(): Promise<Record<string, string>> {
  const answer = async (request: IncomingMessage): Promise<string> => {
    const { ciphertext, plaintext } = (await json(request)) as VaultRequest;
    const data =
      plaintext === undefined
        ? { plaintext: ciphertext?.replace(encrypt(""), "") }
        : { ciphertext: encrypt(plaintext) };
    return JSON.stringify({ data });
  };
  const server = createServer((request, response) => {
    void answer(request).then((text) => {
      response.setHeader("Content-Type", "application/json").end(text);
    });
  });
  server.unref();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "tests" };
}
