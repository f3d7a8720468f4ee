import { toReadable } from "../domain/readable.js";
import { redact } from "./redact.js";

const mostFlattened = 100_000;

/** The text may repeat the request's headers. */
export function toSafeLine(text: string, token: string, maxLength = 1_000): string {
  // First redact: half a token does not look like one.
  const said = redact(text, [token]).trim();
  const line = said.slice(0, mostFlattened).replaceAll(/\s+/gu, " ") + said.slice(mostFlattened);
  return toReadable(line, { maxLength });
}

const longestQuote = 120;

/** What a proxy or a captive portal has answered. */
export function quoteForeign(text: string, token = ""): string {
  const title = toSafeLine(/<title[^<>]*>([^<]*)/iu.exec(text)?.[1] ?? "", token, longestQuote);
  if (title !== "") return `a web page titled ${JSON.stringify(title)}`;
  return text.trim() === "" ? "empty" : JSON.stringify(toSafeLine(text, token, longestQuote));
}
