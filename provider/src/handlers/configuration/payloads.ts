import { createHash } from "node:crypto";

/**
 * The payloads that check has seen, in base64 by their hash: inputs, states and previews hold only the hash of some 10 kB.
 * The engine checks a resource in the same process as it writes it.
 */
const seen = new Map<string, string>();

/** Keeps a payload for the write to come. Returns its SHA-256 in hexadecimal. */
export function keepPayload(payload: string): string {
  const sha256 = hashPayload(payload);
  seen.set(sha256, payload);
  return sha256;
}

/** @throws Error where no check in this process has seen the payload. */
export function recallPayload(sha256: string): string {
  const payload = seen.get(sha256);
  if (payload !== undefined) return payload;
  throw new Error(
    `The provisioning profile with the SHA-256 ${sha256} is not at hand: nothing was sent. ` +
      "Name its file in `payload`, and run the command again.",
  );
}

/** Of the bytes, so that no spelling of base64 matters. */
export function hashPayload(payload: string): string {
  return createHash("sha256").update(decodePayload(payload)).digest("hex");
}

export function decodePayload(payload: string): Uint8Array {
  return Buffer.from(payload, "base64");
}
