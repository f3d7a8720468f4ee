/** What the engine sends, in a preview, in place of any value that is not known yet (`rpc.unknownValue` in `@pulumi/pulumi`). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** Whether an entry, or one of its properties, is not known yet. */
export function containsUnknown(entry: unknown): boolean {
  return isUnknown(entry) || Object.values(entry as object).some(isUnknown);
}
