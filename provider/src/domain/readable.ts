/** Invisible, or changes the text around it; emoji's joiners may stay. */
const unsafe =
  /(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d\p{Extended_Pictographic})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Azure's agent (`##vso[`, `##[`), GitHub's runner (`::word …::`, `##[`); not the `::` of a URN. */
const command = /##(?=(?:vso)?\[)|(?<![\w$])::(?=[a-z][\w-]*(?:\s|::))/giu;

/** For text from outside. `keepsLines`: only our own texts, whose parts have passed this function. */
export function toReadable(text: string, { maxLength = 1_000, keepsLines = false } = {}): string {
  const inert = text
    .slice(0, maxLength + 1)
    .replaceAll(command, (marks) => `${marks[0]} ${marks[1]}`);
  const shown = escapeUnsafe(inert, keepsLines);
  if (shown.length <= maxLength) return shown;
  const notShown = Math.max(0, text.length - maxLength - 1);
  const end = Math.max(maxLength - 40, maxLength / 2);
  const kept = shown
    .slice(0, end)
    .toWellFormed()
    .replace(/[\ufffd\u200d]+$/u, "");
  return `${kept} … (${shown.length + notShown - kept.length} more characters)`;
}

/** A whole message of ours. */
export function toMessage(text: string): string {
  return toReadable(text, { maxLength: 100_000, keepsLines: true });
}

/** Reads back the same. */
export function toCode(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, null, indent);
  const inert = json.replaceAll(command, (marks) => escapeUnits(marks[0] ?? "") + marks.slice(1));
  return escapeUnsafe(inert, true);
}

function escapeUnsafe(text: string, keepsLines: boolean): string {
  return text.replaceAll(unsafe, (character) =>
    keepsLines && character === "\n" ? character : escapeUnits(character),
  );
}

/** Also unusual blanks, and what composing (NFC) would change. */
export function escapeInvisible(text: string): string {
  const shown = escapeUnsafe(text, false).replaceAll(invisible, escapeUnits);
  if (shown === shown.normalize("NFC")) return shown;
  return [...new Intl.Segmenter().segment(shown)]
    .map(({ segment }) => escapeUncomposed(segment))
    .join("");
}

const invisible = /(?! |\u3000|\u200d|\ufe0e|\ufe0f)[\p{Zs}\p{Default_Ignorable_Code_Point}]/gu;

function escapeUncomposed(segment: string): string {
  if (segment === segment.normalize("NFC")) return segment;
  const [base = "", ...marks] = segment;
  const isShown = base === base.normalize("NFC") && !/\p{M}/u.test(base);
  return (isShown ? base : escapeUnits(base)) + marks.map(escapeUnits).join("");
}

const shortEscapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeUnits(character: string): string {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return shortEscapes[character] ?? character.split("").map(escape).join("");
}

export function showName(name: string): string {
  if (name.trim() === "") return "(no name)";
  const line = name.replaceAll(/(?<=\S)[ \t\r\n]+(?=\S)/g, " ");
  return toReadable(escapeInvisible(line).replaceAll(/(?<=^ *) | (?= *$)/g, "\\u0020"));
}

/** For GitHub: HTML, links and table cells too. */
export function escapeMarkdown(readable: string): string {
  const text = readable.replaceAll(/[\\`*_{}[\]<>|~&#$!:@]/gu, (character) =>
    "&<>:@".includes(character) ? `&#${character.codePointAt(0) ?? 0};` : `\\${character}`,
  );
  return text.replace(/^(?=[-+])|(?<=^\d+)(?=[.)])/u, "\\").replaceAll(/(?<=\bwww)\./giu, "&#46;");
}
