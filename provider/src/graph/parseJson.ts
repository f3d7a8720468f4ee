import { isGuid, normalizeGuid, isRecord, type Values } from "../domain/values.js";

/** `json` is undefined for 204. @throws UnexpectedResponse */
export type Parse<T> = (json: unknown) => T;

/** Not the response to the request; a write's counts as lost. */
export class UnexpectedResponse extends Error {
  override readonly name = "UnexpectedResponse";

  constructor(what: string) {
    super(`${what}: something else may have answered`);
  }
}

export function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Readers throw UnexpectedResponse: their values reach URLs, files and states. */
export function requireJson(json: unknown): Values {
  if (isRecord(json)) return json;
  throw new UnexpectedResponse("the answer is no JSON object");
}

export function readGuid(json: Values, key: string): string {
  const value = json[key];
  if (typeof value === "string" && isGuid(value)) return normalizeGuid(value);
  throw new UnexpectedResponse(`the answer has no ${key} that is a GUID`);
}

export function readText(json: Values, key: string): string | null {
  const value = json[key];
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string") return value;
  throw new UnexpectedResponse(`the ${key} of the answer is no text`);
}

/** ISO 8601. */
export function readDate(json: Values, key: string): string | null {
  const text = readText(json, key);
  const isDate =
    /^\d{4}-\d\d-\d\dT[\w:.+-]*$/.test(text ?? "") && !Number.isNaN(Date.parse(text ?? ""));
  if (text === null || isDate) return text;
  throw new UnexpectedResponse(`the ${key} of the answer is no date`);
}

export function readTexts(json: Values, key: string): string[] | null {
  const value = json[key];
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new UnexpectedResponse(`the ${key} of the answer is no list of texts`);
}

/** Otherwise another object's id could be recorded, and deleted later. */
export function requireSameId<E extends { id: string }>(entity: E, id: string): E {
  if (entity.id === normalizeGuid(id)) return entity;
  throw new UnexpectedResponse(`the answer is about ${entity.id}, which was not asked for`);
}
