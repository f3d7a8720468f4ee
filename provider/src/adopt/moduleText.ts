import { createHash } from "node:crypto";

/** Without byte order mark, with line feeds: the same in all checkouts. */
export function toPlainText(text: string): string {
  return text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
}

/** With the former text's byte order mark and prevailing line ends. */
export function toStyleOf(former: string, plain: string): string {
  const mark = former.startsWith("\ufeff") ? "\ufeff" : "";
  const count = (pattern: RegExp): number => former.match(pattern)?.length ?? 0;
  const lineEnd = count(/\r\n/g) > count(/(?<!\r)\n/g) ? "\r\n" : "\n";
  return mark + plain.replaceAll("\n", lineEnd);
}

const words = "// adopt follows Intune here until you edit:";

const checksumLine = new RegExp(`^${words} ([\\da-f]{16})(?: ([\\da-f]{16}))?\\n`, "m");

/** As generated: they show later edits. */
export interface Checksums {
  textHash: string;
  /** Undefined without a profile. */
  profileHash: string | undefined;
}

export function addChecksumLine(text: string, { textHash, profileHash }: Checksums): string {
  return `${[words, textHash, profileHash ?? ""].join(" ").trimEnd()}\n${text}`;
}

export function readChecksums(text: string): Checksums | undefined {
  const [line, textHash, profileHash] = checksumLine.exec(text) ?? [];
  return line === undefined || textHash === undefined ? undefined : { textHash, profileHash };
}

/** What `textHash` is of. */
export function dropChecksumLine(text: string): string {
  return text.replace(checksumLine, "");
}

export function checksumOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
