/** In previews (`rpc.unknownValue` in `@pulumi/pulumi`). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

export function containsUnknown(entry: unknown): boolean {
  return isUnknown(entry) || Object.values(entry as object).some(isUnknown);
}
