/**
 * A name that came from the tenant, on one line and without what a terminal or a reader obeys: control characters, line
 * ends, and the marks that turn the direction of the text around them. Each is shown as U+FFFD.
 */
// @ts-nocheck

export function showName(name: string): string {
  const shown = name.replaceAll(/\s+/gu, " ").replaceAll(unsafe, "\u{fffd}").trim();
  return shown === "" ? "(no name)" : shown;
}

/** Controls, and the bidirectional embeddings, overrides and isolates of Unicode Standard Annex 9. */
const unsafe = /[\p{Cc}\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;
