import { compareText } from "../domain/compareText.js";
import { assignmentsType, configurationType } from "../handlers/resourceTypes.js";
import { isBroad } from "./audience.js";
import { compareSets, type ComparedSet } from "./compareSets.js";
import { idleOps, type EngineRun, type Message, type Recorded, type Step } from "./engineRun.js";
import {
  sectionKeys,
  type Audience,
  type Explanation,
  type Line,
  type SectionKey,
} from "./explanation.js";
import { countUnchanged, linesOfOthers } from "./linesOfOthers.js";
import { linesOfProfiles } from "./linesOfProfiles.js";
import { linesOfSets, type NamedProfile } from "./linesOfSets.js";
import {
  configurationUrnOf,
  findProfileNames,
  noNames,
  tellApart,
  type KnownNames,
} from "./names.js";

/** What is known beside the run itself. */
export interface Context {
  names?: KnownNames;
  /** Of the stack, by URN. */
  state?: ReadonlyMap<string, Recorded> | undefined;
}

/** Says of a run who loses a profile, who gains one, and what else happens. */
export function explainRun(run: EngineRun, { names = noNames, state }: Context = {}): Explanation {
  const profileNames = findProfileNames(run, state, names);
  const nameOf = ({ before, urn, name }: Step): string =>
    tellApart(
      profileNames,
      profileNames.byUrn.get(urn) ?? name,
      before === "unread" ? undefined : before?.id,
    );
  const nameProfile = (set: ComparedSet, side: "from" | "to"): NamedProfile => {
    const id = set[side];
    const urn = configurationUrnOf(set.step);
    const known = profileNames.byId.get(id ?? "") ?? profileNames.byUrn.get(urn ?? "");
    const name = tellApart(profileNames, known ?? set.step.name, id);
    const isNew = profileNames.made.has(id ?? "") || profileNames.made.has(urn ?? "");
    return {
      key: id ?? set.step.urn,
      name,
      isNew,
      ...(id !== undefined && { configurationId: id }),
    };
  };
  const sets = compareSets(run);
  const ofSets = linesOfSets(sets, nameProfile);
  const profiles = linesOfProfiles(run, nameOf);
  const others = linesOfOthers(run);
  const linesOf = (section: SectionKey): Line[] =>
    profiles.filter((profile) => profile.section === section).map(({ line }) => line);
  const sections: Record<SectionKey, Line[]> = {
    errors: messageLines(run.messages, "error"),
    loses: [...ofSets.loses, ...loseEveryone(profiles, ofSets.loses), ...findStrange(run, nameOf)],
    noLongerExcluded: ofSets.noLongerExcluded,
    gains: ofSets.gains,
    new: linesOf("new"),
    renewed: linesOf("renewed"),
    replaced: linesOf("replaced"),
    deleted: linesOf("deleted"),
    otherRemovals: others.otherRemovals,
    rest: [
      ...linesOf("rest"),
      ...sets.flatMap((set) => quietLine(set, nameProfile)),
      ...others.rest,
    ],
    warnings: messageLines(run.messages, "warning"),
  };
  return {
    formatVersion: 1,
    kind: run.kind,
    stack: run.stack ?? null,
    doubts: run.doubts,
    unchanged: countUnchanged(run),
    sections: sectionKeys.map((key) => ({
      key,
      lines: sections[key].map((line) => nameGroups(line, names)).sort(compareLines),
    })),
  };
}

/** Of a profile that goes, where no set of the stack says who has it. */
function loseEveryone(
  profiles: ReturnType<typeof linesOfProfiles>,
  losses: readonly Line[],
): Line[] {
  const shown = new Set(losses.map(({ configurationId }) => configurationId));
  return profiles
    .filter(({ section }) => section === "deleted" || section === "replaced")
    .filter(({ line }) => line.configurationId === undefined || !shown.has(line.configurationId))
    .map(({ line: { name, configurationId } }) => ({
      name,
      ...(configurationId !== undefined && { configurationId }),
      who: [{ kind: "everyone" as const }],
    }));
}

const knownOps = new Set([
  ...idleOps,
  ...["create", "update", "delete", "replace", "create-replacement", "delete-replaced"],
  ...["import", "import-replacement", "remove-pending-replace", "discard"],
  ...["read-replacement", "read-discard", "discard-replaced"],
]);

/** A step of a kind that this release does not know may remove anything. */
function findStrange({ steps }: EngineRun, nameOf: (step: Step) => string): Line[] {
  return steps
    .filter(
      ({ op, type }) => [assignmentsType, configurationType].includes(type) && !knownOps.has(op),
    )
    .map((step) => ({
      name: nameOf(step),
      who: [{ kind: "unknown" as const, note: `the engine calls it ${step.op}` }],
    }));
}

/** A set that changes, though nobody loses or gains. */
function quietLine(
  set: ComparedSet,
  nameProfile: (set: ComparedSet, side: "from" | "to") => NamedProfile,
): Line[] {
  const { lost, gained, hiddenLoss, hiddenGain, step } = set;
  if (lost.length + gained.length > 0 || hiddenLoss || hiddenGain) return [];
  const { name, configurationId } = nameProfile(set, step.op === "delete" ? "from" : "to");
  const note = `its assignments: ${step.op}, and nobody gains or loses it`;
  return [{ name, who: [], note, ...(configurationId !== undefined && { configurationId }) }];
}

function messageLines(messages: readonly Message[], severity: Message["severity"]): Line[] {
  return messages
    .filter((message) => message.severity === severity)
    .map(({ text }) => ({ name: text, who: [] }));
}

function nameGroups(line: Line, { groups }: KnownNames): Line {
  const named = (audience: Audience): Audience => {
    const name = audience.kind === "group" ? groups.get(audience.id ?? "") : undefined;
    return name === undefined ? audience : { ...audience, name };
  };
  return line.who.length === 0 ? line : { ...line, who: line.who.map(named) };
}

/** All users and all devices first. */
function compareLines(a: Line, b: Line): number {
  const rank = ({ who }: Line): number => Number(!who.some(isBroad));
  return rank(a) - rank(b) || compareText(a.name, b.name);
}

/** The groups that it names. */
export function listGroupIds({ sections }: Explanation): string[] {
  const audiences = sections.flatMap(({ lines }) => lines.flatMap(({ who }) => who));
  const ids = audiences.flatMap(({ kind, id }) =>
    kind === "group" && id !== undefined ? [id] : [],
  );
  return [...new Set(ids)];
}
