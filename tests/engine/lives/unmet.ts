import type { Declared } from "./declares.ts";
import { describe } from "./oracle.ts";
import type { Snapshot } from "./snapshot.ts";

/** How what is live differs from what a program declares, after a run of all of it in which nothing went wrong. */
export function findUnmet(
  declared: readonly Declared[],
  { before, after }: { before: Snapshot; after: Snapshot },
): string[] {
  return [
    ...declared.flatMap((each) => findUnmetOf(each, after)),
    ...findUnrecorded(declared, after),
    ...findLeft(declared, { before, after }),
  ];
}

function findUnmetOf({ name, content, ids, groups, mode }: Declared, { live }: Snapshot): string[] {
  const [id] = ids;
  const present = live.get(id ?? "");
  if (ids.length !== 1 || present === undefined)
    return [`"${name}" has no configuration of its own`];
  const isAsDeclared =
    content === undefined ||
    (present.title === content.title && present.profile === content.profile);
  const missing = groups.filter((group) => !present.groups.includes(group));
  const extra = present.groups.filter((group) => !groups.includes(group));
  return [
    ...(isAsDeclared ? [] : [`"${name}" has the title and profile of ${describe(present)}`]),
    ...missing.map((group) => `"${name}" lacks group ${group}`),
    ...(mode === "additive" ? [] : extra.map((group) => `"${name}" has group ${group} as well`)),
  ];
}

/** The state has each resource of the program, on its configuration, and nothing else. */
function findUnrecorded(declared: readonly Declared[], { recorded }: Snapshot): string[] {
  const expected = declared.flatMap(({ content, configurationUrns, setUrns, ids }) => [
    ...(content === undefined ? [] : [`${configurationUrns[0] ?? ""} ${ids[0] ?? ""}`]),
    `${setUrns[0] ?? ""} ${ids[0] ?? ""}`,
  ]);
  const found = recorded.map(({ urn, id }) => `${urn} ${id}`);
  return [
    ...expected.filter((each) => !found.includes(each)).map((each) => `not in the state: ${each}`),
    ...found
      .filter((each) => !expected.includes(each))
      .map((each) => `still in the state: ${each}`),
  ];
}

/** What was this stack's and nobody declares any more is still live. */
function findLeft(
  declared: readonly Declared[],
  { before, after }: { before: Snapshot; after: Snapshot },
): string[] {
  return before.recorded.flatMap(({ kind, id, owned, isUnsettled }) => {
    const present = after.live.get(id);
    if (present === undefined || isUnsettled) return [];
    const owners = declared.filter(({ ids }) => ids.includes(id));
    if (kind === "configuration")
      return owners.some(({ content }) => content !== undefined)
        ? []
        : [`left ${describe(present)}`];
    const kept = owners.flatMap(({ groups }) => groups);
    return owned
      .filter((group) => present.groups.includes(group) && !kept.includes(group))
      .map((group) => `left group ${group} of ${describe(present)}`);
  });
}
