import { refuseRequest } from "../graphFailure.js";

export interface Page<Item> {
  readonly value: readonly Item[];
  /** On all pages, where `$count=true` asks for it. */
  readonly "@odata.count"?: number;
  readonly "@odata.nextLink"?: string;
}

/** `$top` makes pages smaller, never larger (our guess). */
export function cutPage<Item>(items: readonly Item[], url: URL, pageSize: number): Page<Item> {
  const top = url.searchParams.get("$top");
  const size = top === null ? pageSize : Math.min(readCount(top, "$top"), pageSize);
  const token = url.searchParams.get("$skiptoken");
  const start =
    token === null
      ? readCount(url.searchParams.get("$skip") ?? "0", "$skip")
      : readCount(decodeToken(token), "$skiptoken");
  const value = items.slice(start, start + size);
  const end = start + value.length;
  const count = isCounted(url) ? { "@odata.count": items.length } : {};
  if (end >= items.length || size === 0) return { ...count, value };
  const next = new URL(url);
  next.searchParams.set("$skiptoken", encodeToken(end));
  return { ...count, value, "@odata.nextLink": next.href };
}

function isCounted(url: URL): boolean {
  const count = url.searchParams.get("$count") ?? "false";
  if (count === "true" || count === "false") return count === "true";
  throw refuseRequest(`Invalid value '${count}' for the query option '$count'.`);
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
