import { isBug } from "../../provider/dist/bug.js";

const longestMessage = 4_000;

/** All but line ends, and the marks that turn the direction of a text. */
const unsafe = /(?!\n)[\p{Cc}\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;

/** What our code throws on purpose: of these kinds, or plain errors with one of these sentences. */
const ownKinds = ["GraphError", "IncompleteError", "RefusedError", "UnfinishedWriteError"];
const ownSentences = [
  "Entries may be gone already that the state still has.",
  "It is not known whether it was made.",
];

/** What keeps a person from reading a failure, or from being allowed to. */
export function findUnreadable(failure: unknown, token: string): string[] {
  if (!(failure instanceof Error)) return [`no error was thrown but ${typeof failure}`];
  const { name, message, stack } = failure;
  if (isBug(failure)) return [`a fault of our code: ${stack ?? message}`];
  const isOwn =
    ownKinds.includes(name) || ownSentences.some((sentence) => message.includes(sentence));
  return [...(isOwn ? [] : [`an error of no kind of ours: ${name}`]), ...findUnfit(message, token)];
}

/** The same of a line that was printed. */
export function findUnfit(text: string, token: string): string[] {
  const words = /\bundefined\b|\[object \w+\]|\bNaN\b|\bInfinity\b|\bTypeError\b/.exec(text);
  const character = unsafe.exec(text)?.[0];
  const code = character?.codePointAt(0)?.toString(16);
  return [
    ...(words ? [`says ${words[0]}`] : []),
    ...(text.includes(token) ? ["shows the token"] : []),
    ...(text.length > longestMessage ? [`has ${text.length} characters`] : []),
    ...(code === undefined ? [] : [`has the character U+${code}`]),
  ];
}
