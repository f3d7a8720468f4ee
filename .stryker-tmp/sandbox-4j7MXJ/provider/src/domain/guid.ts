// @ts-nocheck
const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One of the spellings in which Graph returns "no filter". */
export const zeroGuid = "00000000-0000-0000-0000-000000000000";

export function isGuid(text: string): boolean {
  return guidForm.test(text);
}

/** GUIDs mean the same in either case, and Graph's case varies: ours is the lower one. Other text stays as it is. */
export function normalizeGuid(text: string): string {
  return isGuid(text) ? text.toLowerCase() : text;
}
