// @ts-nocheck
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What East Asian scripts write, but its half-width forms, takes two columns (Unicode Standard Annex 11). */
const wide =
  /(?![\u{ff61}-\u{ffdc}])[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u{3000}\u{ff01}-\u{ff60}\u{ffe0}-\u{ffe6}]/u;

/** How many columns a text takes where all letters are of one width, as formatters count them. */
export function measureWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return [...graphemes.segment(text)].reduce((width, { segment }) => width + measure(segment), 0);
}

/** An emoji, of however many parts, takes two columns; a mark stands on the letter before it. */
function measure(grapheme: string): number {
  if (/^\p{Emoji_Presentation}|\u{200d}\p{Emoji}/u.test(grapheme)) return 2;
  const letters = Array.from(grapheme).filter((character) => !/[\p{Mn}\p{Me}]/u.test(character));
  return letters.reduce((width, letter) => width + (wide.test(letter) ? 2 : 1), 0);
}
