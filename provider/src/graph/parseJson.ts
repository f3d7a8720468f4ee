import { isGuid, normalizeGuid } from "../domain/guid.js";
import type { Json } from "./graphRequest.js";
import { isJson } from "./readResponse.js";
import { UnexpectedResponse } from "./unexpectedResponse.js";

/** What a property of Graph's JSON is, or a refusal: an id reaches URLs, files and states, and is a GUID. */
export function requireJson(json: unknown): Json {
  if (isJson(json)) return json;
  throw new UnexpectedResponse("the answer is no JSON object");
}

export function readGuid(json: Json, key: string): string {
  const value = json[key];
  if (typeof value === "string" && isGuid(value)) return normalizeGuid(value);
  throw new UnexpectedResponse(`the answer has no ${key} that is a GUID`);
}

/** An empty text is none. */
export function readText(json: Json, key: string): string | null {
  const value = json[key];
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string") return value;
  throw new UnexpectedResponse(`the ${key} of the answer is no text`);
}

/** A date and time in ISO 8601, as Graph sends it. */
export function readDate(json: Json, key: string): string | null {
  const text = readText(json, key);
  if (text === null || isDate(text)) return text;
  throw new UnexpectedResponse(`the ${key} of the answer is no date`);
}

export function readTexts(json: Json, key: string): string[] | null {
  const value = json[key];
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new UnexpectedResponse(`the ${key} of the answer is no list of texts`);
}

/** The answer is about the object that was asked for: another one's id would be recorded, and deleted later. */
export function requireSameId<E extends { id: string }>(entity: E, id: string): E {
  if (entity.id === normalizeGuid(id)) return entity;
  throw new UnexpectedResponse(`the answer is about ${entity.id}, which was not asked for`);
}

/** The answer to a creation is about something that was not there before. */
export function requireNewId<E extends { id: string }>(
  entity: E,
  isNew: (id: string) => boolean,
): E {
  if (isNew(entity.id)) return entity;
  throw new UnexpectedResponse(`the answer is about ${entity.id}, which was there before`);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\w:.+-]*$/.test(text) && !Number.isNaN(Date.parse(text));
}
