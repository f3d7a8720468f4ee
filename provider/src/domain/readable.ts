/** What is invisible, breaks a line, or changes how the text around it is shown; not what joins the parts of an emoji. */
const unsafe =
  /(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d\p{Extended_Pictographic})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What Azure's agent (`##vso[`, `##[`) and GitHub's runner (`::word …::`, `##[`) obey. A URN, where `::` follows a name, stays. */
const command = /##(?=(?:vso)?\[)|(?<![\w$])::(?=[a-z][\w-]*(?:\s|::))/giu;

/**
 * A text of whatever origin for people to read: unsafe characters are escaped, commands of pipelines get a space within,
 * and what is too long is cut. Lines are kept only in texts of our own, whose parts have passed this function before.
 */
export function toReadable(text: string, { maxLength = 1_000, keepsLines = false } = {}): string {
  const inert = text
    .slice(0, maxLength + 1)
    .replaceAll(command, (marks) => `${marks[0]} ${marks[1]}`);
  const shown = escapeUnsafe(inert, keepsLines);
  if (shown.length <= maxLength) return shown;
  const unseen = Math.max(0, text.length - maxLength - 1);
  const end = Math.max(maxLength - 40, maxLength / 2);
  const kept = shown
    .slice(0, end)
    .toWellFormed()
    .replace(/[\ufffd\u200d]$/u, "");
  return `${kept} … (${shown.length + unseen - kept.length} more characters)`;
}

/** A whole message of ours, as it leaves the process. */
export function toMessage(text: string): string {
  return toReadable(text, { maxLength: 100_000, keepsLines: true });
}

/** A value as JSON that reads back the same, and is as harmless. */
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

const shortEscapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeUnits(character: string): string {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return shortEscapes[character] ?? character.split("").map(escape).join("");
}
