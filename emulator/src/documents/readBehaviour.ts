import type { Behaviour } from "../behaviour.js";
import { behaviourSchema } from "./behaviourSchema.js";
import { checkDocument, DocumentError } from "./checkDocument.js";

/** null stands for undefined. Throws a `DocumentError`. */
export function readBehaviour(value: unknown): Partial<Behaviour> {
  checkDocument(value, behaviourSchema);
  const switches = Object.entries(value as object).map(([name, setting]: [string, unknown]) => [
    name,
    setting ?? undefined,
  ]);
  return Object.fromEntries(switches) as Partial<Behaviour>;
}

/** Reads `NAME=VALUE`; the value is a word, words with commas, JSON, or `none`. */
export function readSwitch(text: string): Partial<Behaviour> {
  const [, name = "", value = ""] = /^([^=]*)=(.*)$/su.exec(text) ?? [];
  const schema = behaviourSchema.properties[name];
  if (schema === undefined) {
    const names = Object.keys(behaviourSchema.properties).join(", ");
    throw new DocumentError(`'${text}' is not NAME=VALUE with a NAME of: ${names}`);
  }
  return readBehaviour({ [name]: readValue(value, schema["type"]) });
}

function readValue(text: string, type: unknown): unknown {
  if (type === "string") return text;
  if (type === "array") return text === "" ? [] : text.split(",");
  if (text === "none") return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new DocumentError(`'${text}' is not JSON`);
    throw error;
  }
}
