import type { EngineRun } from "./engineRun.js";
import { countUnchanged, explainOthers, explainProfiles, explainStrange } from "./explainOthers.js";
import { explainSets } from "./explainSets.js";
import { sectionKeys, type Explanation } from "./explanation.js";
import { toLines, type Finding } from "./findings.js";
import { findProfileNames, type Context } from "./names.js";

export function explainRun(run: EngineRun, context: Context = {}): Explanation {
  const names = findProfileNames(run, context);
  const profiles = explainProfiles(run, names);
  const sets = explainSets(run, names);
  const findings = [
    ...run.messages.map(({ severity, text }): Finding => ({ section: `${severity}s`, name: text })),
    ...profiles,
    ...sets,
    ...loseEveryone(profiles, sets),
    ...explainStrange(run, names),
    ...explainOthers(run),
  ];
  const bySection = Map.groupBy(findings, ({ section }) => section);
  return {
    formatVersion: 1,
    kind: run.kind,
    stack: run.stack ?? null,
    doubts: run.doubts,
    unchanged: countUnchanged(run),
    sections: sectionKeys.map((key) => ({
      key,
      lines: toLines(bySection.get(key) ?? [], context.names?.groups ?? new Map()),
    })),
  };
}

/** Of a deleted profile without a set in the stack, nobody knows who has it. */
function loseEveryone(profiles: readonly Finding[], sets: readonly Finding[]): Finding[] {
  const losses = sets.filter(({ section }) => section === "loses");
  const shown = new Set(losses.map(({ configurationId }) => configurationId));
  shown.delete(undefined);
  return profiles
    .filter(({ section }) => section === "deleted" || section === "replaced")
    .filter(({ configurationId }) => !shown.has(configurationId))
    .map(({ name, configurationId }) => ({
      section: "loses",
      name,
      configurationId,
      who: { kind: "everyone" },
    }));
}

export function listGroupIds({ sections }: Explanation): string[] {
  const audiences = sections.flatMap(({ lines }) => lines.flatMap(({ who }) => who));
  return [...new Set(audiences.flatMap(({ kind, id }) => (kind === "group" && id ? [id] : [])))];
}
