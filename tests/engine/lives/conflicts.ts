import { areRivals, type Declared } from "./declares.ts";
import { holds, type Live, type Snapshot } from "./snapshot.ts";

/** What is in the way, and of whom. */
export interface Conflict {
  kind:
    | "two owners"
    | "one URN"
    | "twin"
    | "gone"
    | "unseen content"
    | "unseen entries"
    | "still assigned"
    | "unfinished";
  of: string;
}

/**
 * Why an operation may be refused, or may leave live other than declared, though nothing went wrong: two owners, a twin,
 * an edit that nobody has seen. Where there is none of it, an `up` must succeed.
 */
export function findConflicts(declared: readonly Declared[], now: Snapshot): Conflict[] {
  return [
    ...findTwoOwners(declared),
    ...findAliasClashes(declared),
    ...declared.flatMap((each) => [...findOfContent(each, now), ...findOfEntries(each, now)]),
    ...findStillAssigned(declared, now),
    ...now.recorded
      .filter(({ isPending, isUnsettled }) => isPending || isUnsettled)
      .map(({ urn }): Conflict => ({ kind: "unfinished", of: urn.split("::").at(-1) ?? "" })),
  ];
}

function findTwoOwners(declared: readonly Declared[]): Conflict[] {
  return findPairs(declared)
    .filter(([one, other]) => areRivals(one, other))
    .map(([one, other]) => ({ kind: "two owners", of: `${one.name} and ${other.name}` }));
}

/** What the engine refuses: a resource that was another's, which is there. */
function findAliasClashes(declared: readonly Declared[]): Conflict[] {
  const urnsOf = ({ configurationUrns, setUrns }: Declared): string[] => [
    ...configurationUrns,
    ...setUrns,
  ];
  return findPairs(declared).flatMap(([one, other]) =>
    urnsOf(one).some((urn) => urnsOf(other).includes(urn))
      ? [{ kind: "one URN", of: `${one.name} and ${other.name}` }]
      : [],
  );
}

function findOfContent(
  { name, content, adoptId, ids, configurationUrns }: Declared,
  { live, recorded }: Snapshot,
): Conflict[] {
  const record = recorded.find(
    ({ urn, isPending }) => !isPending && configurationUrns.includes(urn),
  );
  const [id] = ids;
  if (content !== undefined && adoptId === undefined && record === undefined)
    return id === undefined ? [] : [{ kind: "twin", of: name }];
  const present = live.get(id ?? "");
  if (present === undefined) return [{ kind: "gone", of: name }];
  if (content === undefined) return [];
  const expected = record?.id === id ? record : undefined;
  const isAsSeen = expected ? holds(expected, present) : isSame(present, content);
  return isAsSeen ? [] : [{ kind: "unseen content", of: name }];
}

/** Entries that somebody has removed; in authoritative mode, others that nobody has seen or declares. */
function findOfEntries(
  { name, ids, setUrns, groups, mode }: Declared,
  { live, recorded }: Snapshot,
): Conflict[] {
  const present = live.get(ids[0] ?? "");
  if (present === undefined) return [];
  const record = recorded.find(
    ({ urn, id, isPending }) => !isPending && setUrns.includes(urn) && id === present.id,
  );
  const known = [...groups, ...(record?.seen ?? [])];
  const isDrifted = record?.seen.some((group) => !present.groups.includes(group)) === true;
  const isUnread =
    mode === "authoritative" && present.groups.some((group) => !known.includes(group));
  return isUnread || isDrifted ? [{ kind: "unseen entries", of: name }] : [];
}

/**
 * Configurations that are to go, and that others have assigned, or a set that stays, or one that goes at the same time:
 * the engine deletes only those sets before that take the id from the configuration.
 */
function findStillAssigned(
  declared: readonly Declared[],
  { live, recorded }: Snapshot,
): Conflict[] {
  const owners = declared.filter(({ content }) => content !== undefined);
  const going = recorded.filter(
    ({ kind, id }) => kind === "configuration" && !owners.some(({ ids }) => ids.includes(id)),
  );
  return going.flatMap(({ urn, id, title }) => {
    const present = live.get(id);
    if (present === undefined) return [];
    const owned = recorded
      .filter((each) => each.id === id && each.dependencies.includes(urn))
      .flatMap((set) => set.owned);
    const isAssigned = present.groups.some((group) => !owned.includes(group));
    const isNamed = declared.some(({ ids }) => ids.includes(id));
    return isAssigned || isNamed ? [{ kind: "still assigned", of: title }] : [];
  });
}

function isSame(
  one: Pick<Live, "title" | "profile">,
  other: Pick<Live, "title" | "profile">,
): boolean {
  return one.title === other.title && one.profile === other.profile;
}

function findPairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other): [T, T] => [one, other]));
}
