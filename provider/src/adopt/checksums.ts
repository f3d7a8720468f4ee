import { createHash } from "node:crypto";

const words = "// adopt follows Intune here until you edit:";

const checksumLine = new RegExp(`^${words} ([\\da-f]{16})(?: ([\\da-f]{16}))?\\n`, "m");

/** Of a module and its profile as they were generated. They show whether somebody has edited either since. */
export interface Checksums {
  textHash: string;
  /** Undefined where the module had no profile. */
  profileHash: string | undefined;
}

/** @param profile that belongs to the module. */
export function computeChecksums(text: string, profile: Uint8Array | undefined): Checksums {
  return { textHash: hash(text), profileHash: profile && hash(profile) };
}

/** The module with its checksums in its first line. */
export function addChecksumLine(text: string, { textHash, profileHash }: Checksums): string {
  return `${[words, textHash, profileHash ?? ""].join(" ").trimEnd()}\n${text}`;
}

export function readChecksums(text: string): Checksums | undefined {
  const [line, textHash, profileHash] = checksumLine.exec(text) ?? [];
  return line === undefined || textHash === undefined ? undefined : { textHash, profileHash };
}

/** The text of which the line has the checksum. */
export function dropChecksumLine(text: string): string {
  return text.replace(checksumLine, "");
}

function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
