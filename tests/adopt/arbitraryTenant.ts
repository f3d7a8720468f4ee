import fc from "fast-check";
import { findDeclarable, type AdoptableTenant } from "../../provider/dist/adopt/adoptableTenant.js";
import { normalizeEntries } from "../../provider/dist/domain/entry.js";
import { validInputs } from "../domain/arbitraries.ts";

/** Names as administrators give them, and as they should not. */
const oddText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 90 }),
  fc.constantFrom(
    "Field Service",
    "*/ process.exit(1) /*",
    'She said "no"',
    "It's O'Brien's",
    "`${process.exit()}`",
    "line\nbreak\u2028and\u202eback",
    "</script>",
    "On target. For [target.all groups. of new IosLobAppProvisioningConfiguration(",
    "a\\b",
    "x".repeat(256),
  ),
);

const strange = fc.constantFrom({
  type: "unrecognized" as const,
  target: '{"@odata.type":"#microsoft.graph.new */ Target"}',
});

/** What adopting may find in a tenant; payloads are no profiles. */
export const someTenant: fc.Arbitrary<AdoptableTenant> = fc
  .uniqueArray(
    fc.record({
      id: fc.uuid(),
      displayName: oddText,
      description: fc.option(oddText),
      payloadFileName: fc.constantFrom("a.mobileprovision", "b.XML"),
      roleScopeTagIds: fc.option(fc.uniqueArray(fc.constantFrom("0", "1", "27"))),
      inputs: validInputs,
      unrecognized: fc.array(strange, { maxLength: 1 }),
      allowsExpired: fc.boolean(),
      obstacles: fc.array(oddText, { maxLength: 1 }),
      groupNames: fc.array(fc.tuple(fc.nat(9), oddText)),
      looksUp: fc.boolean(),
    }),
    { selector: ({ id }) => id, maxLength: 5 },
  )
  .map((parts): AdoptableTenant => {
    const configurations = parts.map(({ id, inputs, ...part }) => ({
      configuration: {
        id,
        displayName: part.displayName,
        description: part.description,
        payload: Buffer.from("profile").toString("base64"),
        payloadFileName: part.payloadFileName,
        expirationDateTime: null,
        roleScopeTagIds: part.roleScopeTagIds,
        createdDateTime: "2026-01-01T00:00:00Z",
        lastModifiedDateTime: "2026-01-01T00:00:00Z",
        version: 1,
      },
      ...findDeclarable(id, normalizeEntries([...inputs.assignments, ...part.unrecognized])),
      groupAssignments: inputs.groupAssignments ?? [],
      allowsExpired: part.allowsExpired,
      obstacles: part.obstacles,
    }));
    const ids = configurations.flatMap(({ assignments }) =>
      assignments.flatMap((entry) => ("groupId" in entry ? [entry.groupId] : [])),
    );
    const named = parts
      .flatMap(({ groupNames }) => groupNames)
      .flatMap(([index, name]) => (ids[index] === undefined ? [] : [[ids[index], name] as const]));
    return {
      configurations,
      groupNames: new Map(named),
      distinctGroupIds: new Set(parts[0]?.looksUp ? findDistinct(new Map(named)) : []),
    };
  });

function findDistinct(names: ReadonlyMap<string, string>): string[] {
  const byName = Map.groupBy(names.keys(), (id) => names.get(id));
  return [...byName.values()].flatMap((ids) => (ids.length === 1 ? ids : []));
}
