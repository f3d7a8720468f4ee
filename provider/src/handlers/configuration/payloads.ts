import { createHash } from "node:crypto";

/** In base64, by hash: inputs and states hold only the hash. Check and write run in one process. */
const seen = new Map<string, string>();

export function keepPayload(payload: string): string {
  const sha256 = hashPayload(payload);
  seen.set(sha256, payload);
  return sha256;
}

export function recallPayload(sha256: string): string {
  const payload = seen.get(sha256);
  if (payload !== undefined) return payload;
  throw new Error(
    `The provisioning profile with the SHA-256 ${sha256} is missing: nothing was sent. ` +
      "Name its file in `payload`, and run the command again.",
  );
}

/** Hashes the bytes: base64 has several spellings. */
export function hashPayload(payload: string): string {
  return createHash("sha256").update(decodePayload(payload)).digest("hex");
}

export function decodePayload(payload: string): Uint8Array {
  return Buffer.from(payload, "base64");
}
