/**
 * A text from elsewhere as a person may read it: on one line, no longer than this, and without what a terminal or a reader
 * obeys: control characters, line ends, and the marks that turn the direction of the text around them. Each is shown as
 * U+FFFD.
 */
export function showText(text: string, longest = Infinity): string {
  const shown = text.replaceAll(/\s+/gu, " ").replaceAll(unsafe, "\u{fffd}").trim();
  return shown.length > longest ? `${shown.slice(0, longest - 1).toWellFormed()}…` : shown;
}

/** Controls, and the bidirectional embeddings, overrides and isolates of Unicode Standard Annex 9. */
const unsafe = /[\p{Cc}\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;
