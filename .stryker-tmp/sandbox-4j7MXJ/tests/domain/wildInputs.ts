// @ts-nocheck
import fc from "fast-check";
import { guid, notKnownYet, someAssignment, validInputs } from "./arbitraries.ts";

/** Every variant of a value in which one position, at any depth, is not known yet; the whole comes first. */
export function withOneNotKnown(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return [
      notKnownYet,
      ...items.flatMap((item, index) =>
        withOneNotKnown(item).map((variant) => items.with(index, variant)),
      ),
    ];
  }
  if (typeof value !== "object" || value === null) return [notKnownYet];
  return [
    notKnownYet,
    ...Object.entries(value).flatMap(([key, item]) =>
      withOneNotKnown(item).map((variant) => ({ ...value, [key]: variant })),
    ),
  ];
}

/** Arbitrary JSON where inputs are expected, but often enough something near to right. */
const wildValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(notKnownYet, null, guid(0), "include"),
);
const wildEntry: fc.Arbitrary<unknown> = fc.oneof(
  someAssignment,
  wildValue,
  fc
    .tuple(someAssignment, fc.constantFrom("type", "groupId", "filterId", "filterType"), wildValue)
    .map(([entry, key, value]) => ({ ...entry, [key]: value })),
);
const wildEntries: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: fc.array(wildEntry, { maxLength: 3 }), weight: 3 },
  { arbitrary: wildValue, weight: 1 },
);
/** Inputs of any kind, right or wrong. */
export const wildInputs: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.oneof(
  fc.dictionary(fc.string(), fc.jsonValue()),
  fc.record(
    { configurationId: wildValue, assignments: wildEntries, groupAssignments: wildEntries },
    { requiredKeys: [] },
  ),
  fc.tuple(validInputs, wildEntries).map(([inputs, assignments]) => ({ ...inputs, assignments })),
  validInputs.map((inputs) => ({ ...inputs })),
);
