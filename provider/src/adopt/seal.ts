import { createHash } from "node:crypto";

const words = "// adopt follows Intune here until you edit:";

const sealLine = new RegExp(`^${words} ([\\da-f]{16})(?: ([\\da-f]{16}))?\\n`, "m");

/** What a module was when it was generated: by its seal, a change by hand is told from one in Intune. */
export interface Seal {
  textHash: string;
  /** Undefined where the module had no profile. */
  profileHash: string | undefined;
}

/** @param profile that belongs to the module. */
export function makeSeal(text: string, profile: Uint8Array | undefined): Seal {
  return { textHash: hash(text), profileHash: profile && hash(profile) };
}

/** The module with its seal, in a line of its own at the beginning. */
export function sealText(text: string, { textHash, profileHash }: Seal): string {
  return `${[words, textHash, profileHash ?? ""].join(" ").trimEnd()}\n${text}`;
}

export function readSeal(text: string): Seal | undefined {
  const [line, textHash, profileHash] = sealLine.exec(text) ?? [];
  return line === undefined || textHash === undefined ? undefined : { textHash, profileHash };
}

/** The text that the seal is of. */
export function dropSeal(text: string): string {
  return text.replace(sealLine, "");
}

function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
