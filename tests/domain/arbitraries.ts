import fc from "fast-check";
import type {
  Assignment,
  AssignmentFilter,
  GroupAssignment,
} from "../../provider/dist/domain/assignment.js";
import type { AssignmentsInputs } from "../../provider/dist/domain/assignmentsInputs.js";
import type { Entry } from "../../provider/dist/domain/entry.js";

/** What the engine sends for a value that is not known yet; spelled out, since the engine's protocol fixes it. */
export const notKnownYet = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const zeroGuid = "00000000-0000-0000-0000-000000000000";

/** The nth of our GUIDs, with letters, so that its case can vary. */
export function guid(n: number): string {
  return `ab12cd34-ef56-4a78-9bcd-${n.toString(16).padStart(12, "0")}`;
}

/** Few GUIDs, so that they meet each other. */
const someGuid = fc.integer({ min: 0, max: 5 }).map(guid);

const someFilter: fc.Arbitrary<AssignmentFilter> = fc.oneof(
  fc.constant({}),
  fc.record({
    filterId: someGuid,
    filterType: fc.constantFrom("include" as const, "exclude" as const),
  }),
);

const someTarget: fc.Arbitrary<Assignment> = fc.oneof(
  someGuid.map((groupId) => ({ type: "groupAssignmentTarget" as const, groupId })),
  fc.constant({ type: "allLicensedUsersAssignmentTarget" as const }),
  fc.constant({ type: "allDevicesAssignmentTarget" as const }),
  fc.constantFrom("SMS00001", "ABC00014", guid(9)).map((collectionId) => ({
    type: "configurationManagerCollectionAssignmentTarget" as const,
    collectionId,
  })),
);

const someExclusion: fc.Arbitrary<Assignment> = someGuid.map((groupId) => ({
  type: "exclusionGroupAssignmentTarget",
  groupId,
}));

/** Any entry that can be declared, in its canonical values. */
export const someAssignment: fc.Arbitrary<Assignment> = fc.oneof(
  {
    arbitrary: fc.tuple(someTarget, someFilter).map(([target, filter]) => ({
      ...target,
      ...filter,
    })),
    weight: 4,
  },
  { arbitrary: someExclusion, weight: 1 },
);

const someGroupAssignment: fc.Arbitrary<GroupAssignment> = someGuid.map((targetGroupId) => ({
  targetGroupId,
}));

/** An entry of either collection. */
export const someEntry: fc.Arbitrary<Entry> = fc.oneof(
  { arbitrary: someAssignment, weight: 3 },
  { arbitrary: someGroupAssignment, weight: 1 },
);

/** Every way in which Graph says that there is no filter. */
export const noFilterSpellings: readonly Readonly<Record<string, string | null>>[] = [
  {},
  { filterId: null },
  { filterType: "none" },
  { filterId: zeroGuid },
  { filterId: null, filterType: null },
  { filterId: null, filterType: "none" },
  { filterId: zeroGuid, filterType: null },
  { filterId: zeroGuid, filterType: "none" },
];

/** The same entry in another spelling: the order of its keys, the case of its GUIDs, how it says "no filter". */
export function respelled<E extends Entry>(entry: E): fc.Arbitrary<E> {
  return fc
    .tuple(fc.constantFrom(...noFilterSpellings), fc.boolean(), fc.boolean())
    .map(([noFilter, isUpperCase, isReversed]) => {
      const spelled: Readonly<Record<string, string | null>> = { ...noFilter, ...entry };
      const pairs = Object.entries(spelled).map(([key, value]) => [
        key,
        isUpperCase && /^(group|targetGroup|filter)Id$/.test(key) ? value?.toUpperCase() : value,
      ]);
      return Object.fromEntries(isReversed ? pairs.toReversed() : pairs) as E;
    });
}

/** A set, and the same set in another order and spelling. */
export const sameSetTwice: fc.Arbitrary<[Entry[], Entry[]]> = fc
  .array(someEntry, { maxLength: 8 })
  .chain((set) =>
    fc.tuple(
      fc.constant(set),
      fc
        .shuffledSubarray(set, { minLength: set.length })
        .chain((shuffled) => fc.tuple(...shuffled.map(respelled))),
    ),
  );

/** Inputs in which nothing is wrong. */
export const validInputs: fc.Arbitrary<AssignmentsInputs> = fc
  .tuple(
    fc.uniqueArray(someAssignment, { selector: aimOf, maxLength: 8 }),
    fc.option(fc.array(fc.constant({ targetGroupId: guid(20) }), { maxLength: 1 })),
    fc.constantFrom(
      {},
      { mode: "additive" as const },
      { unmanaged: "remove" as const },
      { mode: "authoritative" as const, unmanaged: "refuse" as const },
    ),
  )
  .map(([assignments, groupAssignments, choices]) => ({
    configurationId: guid(30).toUpperCase(),
    assignments,
    ...(groupAssignments && { groupAssignments }),
    ...choices,
  }));

/** What may stand in a set once only: a group, included or excluded, or another target. */
function aimOf(entry: Assignment): string {
  if ("groupId" in entry) return entry.groupId;
  return "collectionId" in entry ? entry.collectionId : entry.type;
}
