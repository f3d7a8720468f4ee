import { escapeInvisible, toReadable } from "./readable.js";

export function showName(name: string): string {
  if (name.trim() === "") return "(no name)";
  const line = name.replaceAll(/(?<=\S)[ \t\r\n]+(?=\S)/g, " ");
  return toReadable(escapeInvisible(line).replaceAll(/(?<=^ *) | (?= *$)/g, "\\u0020"));
}
