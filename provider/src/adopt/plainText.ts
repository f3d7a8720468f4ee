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
