import { createHash } from "node:crypto";

/** Without a byte order mark and with line feeds: what all checkouts of a text have in common. */
export function toPlainText(text: string): string {
  return text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
}

/** A plain text with the byte order mark and the line ends that another text has; of mixed ones, those of most lines. */
export function toStyleOf(former: string, plain: string): string {
  const mark = former.startsWith("\ufeff") ? "\ufeff" : "";
  const count = (pattern: RegExp): number => former.match(pattern)?.length ?? 0;
  const lineEnd = count(/\r\n/g) > count(/(?<!\r)\n/g) ? "\r\n" : "\n";
  return mark + plain.replaceAll("\n", lineEnd);
}

const words = "// adopt follows Intune here until you edit:";

const checksumLine = new RegExp(`^${words} ([\\da-f]{16})(?: ([\\da-f]{16}))?\\n`, "m");

/** Of a module and its profile as they were generated. They show whether somebody has edited either since. */
export interface Checksums {
  textHash: string;
  /** Undefined where the module had no profile. */
  profileHash: string | undefined;
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

export function checksumOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
