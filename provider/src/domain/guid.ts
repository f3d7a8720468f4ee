const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One of the spellings in which Graph returns "no filter". */
export const zeroGuid = "00000000-0000-0000-0000-000000000000";

export function isGuid(value: unknown): boolean {
  return typeof value === "string" && guidForm.test(value);
}

/** Graph's case varies: a GUID becomes lower case. Other text stays as it is. */
export function normalizeGuid(text: string): string {
  return isGuid(text) ? text.toLowerCase() : text;
}
