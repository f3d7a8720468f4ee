// @ts-nocheck
import { refuseRequest } from "../graphFailure.js";

/** A page of a list, as Graph sends it. */
export interface Page<Item> {
  readonly value: readonly Item[];
  readonly "@odata.nextLink"?: string;
}

/** The page that a URL asks for. `$top` makes pages smaller and never larger (our guess). */
export function cutPage<Item>(items: readonly Item[], url: URL, pageSize: number): Page<Item> {
  const top = url.searchParams.get("$top");
  const size = top === null ? pageSize : Math.min(readCount(top, "$top"), pageSize);
  const token = url.searchParams.get("$skiptoken");
  const start = token === null ? 0 : readCount(decodeToken(token), "$skiptoken");
  const value = items.slice(start, start + size);
  const end = start + value.length;
  if (end >= items.length || size === 0) return { value };
  const next = new URL(url);
  next.searchParams.set("$skiptoken", encodeToken(end));
  return { value, "@odata.nextLink": next.href };
}

function readCount(text: string, option: string): number {
  if (!/^\d{1,9}$/u.test(text)) {
    throw refuseRequest(`Invalid value '${text}' for the query option '${option}'.`);
  }
  return Number(text);
}

/** Opaque, so that no client is tempted to count. */
function encodeToken(start: number): string {
  return Buffer.from(`start=${start}`).toString("base64url");
}

function decodeToken(token: string): string {
  return Buffer.from(token, "base64url").toString().replace("start=", "");
}
