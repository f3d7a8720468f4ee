import type { Declared } from "./declares.ts";
import { holds, type Live, type Snapshot } from "./snapshot.ts";

/** One operation of the engine, and all that there is to judge it by. */
export interface Operation {
  verb: "up" | "refresh" | "preview" | "destroy";
  /** URNs, where the operation was only about these. */
  targets: readonly string[] | undefined;
  /** Whether it refreshed before it wrote. */
  isRefreshing: boolean;
  /** What the program declares, by the state of before; nothing where all is destroyed. */
  declared: readonly Declared[];
  before: Snapshot;
  after: Snapshot;
}

/** What an operation has lost, in sentences; whether it failed or not, there must be none. */
export function findLosses(operation: Operation): string[] {
  return [
    ...findLostConfigurations(operation),
    ...findLostEntries(operation),
    ...findUnserved(operation),
    ...findForgotten(operation),
    ...findOverwritten(operation),
  ];
}

/** Deleted though the program declares it, or though no preview could have shown it. */
function findLostConfigurations({ before, after, ...operation }: Operation): string[] {
  const gone = [...before.live.values()].filter(({ id }) => !after.live.has(id));
  return gone.flatMap((live) => {
    const what = describe(live);
    const records = before.recorded.filter(
      ({ kind, id }) => kind === "configuration" && id === live.id,
    );
    if (!mayRemove(operation)) return [`${operation.verb} deleted ${what}`];
    if (records.length === 0) return [`deleted ${what}, which the state did not have`];
    if (records.every(({ urn }) => operation.targets?.includes(urn) === false))
      return [`deleted ${what}, which was no target`];
    const owner = operation.declared.find(({ ids }) => ids.includes(live.id));
    return owner ? [`deleted ${what}, which "${owner.name}" declares`] : [];
  });
}

function findLostEntries({ before, after, ...operation }: Operation): string[] {
  return [...before.live.values()].flatMap(({ id, title, groups }) => {
    const kept = after.live.get(id)?.groups ?? [];
    const sets = before.recorded.filter((each) => each.kind === "set" && each.id === id);
    const gone = groups.filter((group) => !kept.includes(group));
    return gone.flatMap((group) => {
      const what = `group ${group} of ${describe({ id, title })}`;
      const isSeen = sets.some(({ seen, owned }) =>
        (operation.verb === "destroy" ? owned : seen).includes(group),
      );
      if (!mayRemove(operation)) return [`${operation.verb} removed ${what}`];
      if (!isSeen) return [`removed ${what}, which the state did not have`];
      const owner = operation.declared.find(
        ({ ids, groups: declared }) => ids.includes(id) && declared.includes(group),
      );
      return owner ? [`removed ${what}, which "${owner.name}" declares`] : [];
    });
  });
}

/** A group that had an app's profile, and is still to have it, has it no more by any configuration. */
function findUnserved({ declared, before, after }: Operation): string[] {
  return declared.flatMap(({ name, holders, groups }) => {
    const serves = ({ live }: Snapshot, group: number): boolean =>
      holders.some((id) => live.get(id)?.groups.includes(group));
    const lost = groups.filter((group) => serves(before, group) && !serves(after, group));
    return lost.map((group) => `group ${group} has the profile of "${name}" no more`);
  });
}

/** What is live and was this stack's is out of its state: nobody will ever delete it. */
function findForgotten({ before, after }: Operation): string[] {
  const has = (kind: string, id: string, group?: number): boolean =>
    after.recorded.some(
      (each) =>
        each.kind === kind && each.id === id && (group === undefined || each.seen.includes(group)),
    );
  const known = before.recorded.filter(({ isUnsettled }) => !isUnsettled);
  return known.flatMap(({ kind, id, owned, title }) => {
    const live = after.live.get(id);
    if (live === undefined) return [];
    if (kind === "configuration")
      return has(kind, id) ? [] : [`forgot ${describe({ id, title })}, which is live`];
    const kept = owned.filter((group) => live.groups.includes(group) && !has(kind, id, group));
    return kept.map((group) => `forgot group ${group} of ${describe(live)}, which is live`);
  });
}

/** An edit in the portal that the state had not, and so no preview has shown, was overwritten. */
function findOverwritten({ before, after, isRefreshing }: Operation): string[] {
  if (isRefreshing) return [];
  return before.recorded.flatMap((recorded) => {
    const [former, present] = [before.live.get(recorded.id), after.live.get(recorded.id)];
    if (recorded.kind === "set" || !former || !present || recorded.isUnsettled) return [];
    const isUnread = !holds(recorded, former);
    const isSame = former.title === present.title && former.profile === present.profile;
    return isUnread && !isSame ? [`overwrote the edited ${describe(former)}`] : [];
  });
}

function mayRemove({ verb }: Pick<Operation, "verb">): boolean {
  return verb === "up" || verb === "destroy";
}

export function describe({ id, title }: Pick<Live, "id" | "title">): string {
  return `"${title}" (${id.slice(0, 8)})`;
}
