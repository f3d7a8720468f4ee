import type { Entry } from "../domain/entry.js";
import { compareText } from "../domain/compareText.js";
import { audienceOf, describeFilter, isBroad, isExclusion, targetKey } from "./audience.js";
import type { ComparedSet } from "./compareSets.js";
import type { Audience, Line, SectionKey } from "./explanation.js";

/** A profile, as a line names it. */
export interface NamedProfile {
  /** Distinguishes profiles of one name. */
  key: string;
  name: string;
  /** Made by this run: nobody has it yet. */
  isNew: boolean;
  configurationId?: string;
}

type AudienceKey = Extract<SectionKey, "loses" | "noLongerExcluded" | "gains">;

const hiddenNotes = {
  secret: "cannot be shown: secret",
  unknown: "not known before the update",
  unread: "a plan does not say what was: give --state",
  unseen: 'entries that no preview has shown: unmanaged is "remove"',
} as const;

/** Who loses and who gains each profile: one line a profile. */
export function linesOfSets(
  sets: readonly ComparedSet[],
  nameProfile: (set: ComparedSet, side: "from" | "to") => NamedProfile,
): Record<AudienceKey, Line[]> {
  const found = { loses: new Lines(), noLongerExcluded: new Lines(), gains: new Lines() };
  for (const set of sets) {
    const { lost, gained, remaining, hiddenLoss, hiddenGain } = set;
    const heirs = new Map(remaining.map((entry) => [targetKey(entry), entry]));
    const filtered = new Set(lost.map(targetKey));
    const from = nameProfile(set, "from");
    const to = nameProfile(set, "to");
    if (hiddenLoss) found.loses.add(set.step.before === undefined ? to : from, hidden(hiddenLoss));
    for (const entry of lost) {
      const key = isExclusion(entry) ? "noLongerExcluded" : "loses";
      found[key].add(from, audienceOf(entry, noteOfLoss(entry, heirs) ?? set.doubtOf(entry)));
    }
    if (hiddenGain) found.gains.add(to, hidden(hiddenGain));
    for (const entry of gained) {
      if (isExclusion(entry) && to.isNew) found.gains.add(to, audienceOf(entry, "excluded"));
      else if (isExclusion(entry)) found.loses.add(to, audienceOf(entry, "excluded from now on"));
      else if (set.from !== set.to || !filtered.has(targetKey(entry)))
        found.gains.add(to, audienceOf(entry));
    }
  }
  return {
    loses: found.loses.list(),
    noLongerExcluded: found.noLongerExcluded.list(),
    gains: found.gains.list(),
  };
}

function hidden(kind: keyof typeof hiddenNotes): Audience {
  return { kind: kind === "unread" ? "unknown" : kind, note: hiddenNotes[kind] };
}

/** An entry under another filter reaches some of the same people: which, nobody here can say. */
function noteOfLoss(entry: Entry, heirs: ReadonlyMap<string, Entry>): string | undefined {
  const heir = heirs.get(targetKey(entry));
  return heir && `its filter changes to ${describeFilter(heir)}`;
}

/** Lines by profile, each audience once. */
class Lines {
  readonly #lines = new Map<string, { profile: NamedProfile; who: Map<string, Audience> }>();

  add(profile: NamedProfile, audience: Audience): void {
    const line = this.#lines.get(profile.key) ?? { profile, who: new Map<string, Audience>() };
    this.#lines.set(profile.key, line);
    line.who.set(JSON.stringify(audience), audience);
  }

  list(): Line[] {
    return [...this.#lines.values()].map(({ profile, who }) => ({
      name: profile.name,
      ...(profile.configurationId !== undefined && { configurationId: profile.configurationId }),
      who: [...who.values()].sort(compareAudiences),
    }));
  }
}

function compareAudiences(a: Audience, b: Audience): number {
  return Number(isBroad(b)) - Number(isBroad(a)) || compareText(a.id ?? "", b.id ?? "");
}
