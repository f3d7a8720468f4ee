import type { AssignmentFilter } from "../domain/assignment.js";
import { isOlder, type Entry } from "../domain/entry.js";
import { containsUnknown } from "../domain/values.js";
import { compareSets, type HiddenReason, type SetChange } from "./compareSets.js";
import type { EngineRun } from "./engineRun.js";
import type { Audience, SectionKey } from "./explanation.js";
import type { Finding } from "./findings.js";
import type { NamedProfile, ProfileNames } from "./names.js";

export function explainSets(run: EngineRun, names: ProfileNames): Finding[] {
  return compareSets(run).flatMap((change) => explainSet(change, names));
}

const hiddenNotes = {
  secret: "cannot be shown: secret",
  unknown: "not known before the update",
  unread: "a plan does not say what was: give --state",
  unseen: 'entries that no preview has shown: unmanaged is "remove"',
} as const satisfies Record<HiddenReason, string>;

function explainSet(change: SetChange, names: ProfileNames): Finding[] {
  const { step, lost, gained, hiddenLoss, hiddenGain } = change;
  const from = names.ofSet(step, change.from);
  const to = names.ofSet(step, change.to);
  const find = (section: SectionKey, profile: NamedProfile, who: Audience): Finding => {
    const { name, configurationId } = profile;
    return { section, key: configurationId ?? step.urn, name, configurationId, who };
  };
  const hide = (kind: HiddenReason): Audience => ({
    kind: kind === "unread" ? "unknown" : kind,
    note: hiddenNotes[kind],
  });
  const heirs = new Map(change.remaining.map((entry) => [targetKey(entry), entry]));
  const leaving = change.from === change.to ? new Set(lost.map(targetKey)) : new Set();
  const isCreated = step.before === undefined && !step.isUnread;
  const findings = [
    ...(hiddenLoss ? [find("loses", isCreated ? to : from, hide(hiddenLoss))] : []),
    ...lost.map((entry) => {
      // Another filter reaches some of the same people: nobody knows which.
      const heir = heirs.get(targetKey(entry));
      const filter = heir && `its filter changes to ${describeFilter(heir)}`;
      const section = isExclusion(entry) ? "noLongerExcluded" : "loses";
      return find(section, from, audienceOf(entry, filter ?? change.doubtOf?.(entry)));
    }),
    ...(hiddenGain ? [find("gains", to, hide(hiddenGain))] : []),
    ...gained.flatMap((entry) => {
      if (isExclusion(entry) && to.isNew) return find("gains", to, audienceOf(entry, "excluded"));
      if (isExclusion(entry)) return find("loses", to, audienceOf(entry, "excluded from now on"));
      return leaving.has(targetKey(entry)) ? [] : find("gains", to, audienceOf(entry));
    }),
  ];
  if (findings.length > 0) return findings;
  const { name, configurationId } = step.op === "delete" ? from : to;
  const note = `its assignments: ${step.op}, and nobody gains or loses it`;
  return [{ section: "rest", name, configurationId, note }];
}

export function audienceOf(entry: Entry, note?: string): Audience {
  if (containsUnknown(entry)) return { kind: "unknown", note: "not known before the update" };
  const filter = describeFilter(entry);
  const notes = [
    ...(note === undefined ? [] : [note]),
    ...(isOlder(entry) ? ["older collection"] : []),
    ...(filter === "none" ? [] : [`with filter ${filter}`]),
  ];
  return { ...targetOf(entry), ...(notes.length > 0 && { note: notes.join(", ") }) };
}

function targetOf(entry: Entry): Audience {
  if (isOlder(entry)) return { kind: "group", id: entry.targetGroupId };
  switch (entry.type) {
    case "allLicensedUsersAssignmentTarget":
      return { kind: "allUsers" };
    case "allDevicesAssignmentTarget":
      return { kind: "allDevices" };
    case "groupAssignmentTarget":
    case "exclusionGroupAssignmentTarget":
      return { kind: "group", id: entry.groupId };
    case "configurationManagerCollectionAssignmentTarget":
      return { kind: "collection", id: entry.collectionId };
    case "unrecognized":
      return { kind: "unrecognized", id: entry.target };
  }
}

/** As in `include 1b2c…`, or `none`. */
function describeFilter(entry: Entry): string {
  const { filterId, filterType }: AssignmentFilter = "filterId" in entry ? entry : {};
  return filterId === undefined ? "none" : `${filterType ?? ""} ${filterId}`;
}

function isExclusion(entry: Entry): boolean {
  return !isOlder(entry) && entry.type === "exclusionGroupAssignmentTarget";
}

/** The same for entries that differ only in the filter. */
function targetKey(entry: Entry): string {
  const target = Object.entries(entry).filter(([key]) => !key.startsWith("filter"));
  return JSON.stringify(target);
}
