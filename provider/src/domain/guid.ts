const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const zeroGuid = "00000000-0000-0000-0000-000000000000";

export function isGuid(value: unknown): boolean {
  return typeof value === "string" && guidForm.test(value);
}

/** Graph's case varies. */
export function normalizeGuid(text: string): string {
  return isGuid(text) ? text.toLowerCase() : text;
}
