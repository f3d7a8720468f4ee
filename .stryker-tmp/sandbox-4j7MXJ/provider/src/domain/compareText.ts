/** Orders by code unit: the order of a locale may change with the machine. */
// @ts-nocheck

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
