import { compareCodeUnits } from "../domain/values.js";
import type { EngineRun } from "./engineRun.js";
import { explainOthers } from "./explainOthers.js";
import { explainProfiles } from "./explainProfiles.js";
import { explainSets } from "./explainSets.js";
import { countAll, isBroad, sectionKeys } from "./explanation.js";
import type { Audience, Explanation, Finding, Line } from "./explanation.js";
import { nameProfiles } from "./nameProfiles.js";

/** Display names by id, in lower case. */
export interface KnownNames {
  groups: ReadonlyMap<string, string>;
  profiles: ReadonlyMap<string, string>;
}

export function explainRun(run: EngineRun, known?: KnownNames): Explanation {
  const { kind, stack, doubts, steps } = run;
  const nameOf = nameProfiles(steps, known?.profiles);
  const sets = explainSets(run, nameOf);
  const losses = sets.filter(({ section }) => section === "loses");
  const namedIds = new Set(losses.map(({ configurationId }) => configurationId));
  const messages = run.messages.map(({ severity, text }): Finding => {
    return { section: `${severity}s`, name: text };
  });
  const others = explainOthers(run, nameOf);
  const findings = [...messages, ...explainProfiles(run, nameOf, namedIds), ...sets, ...others];
  const bySection = Map.groupBy(findings, ({ section }) => section);
  const sections = sectionKeys.map((key) => {
    const lines = toLines(bySection.get(key) ?? [], known?.groups);
    return { key, count: countAll(lines), lines, hidden: [] };
  });
  return { formatVersion: 1, kind, stack, doubts, sections };
}

/** Each audience once; all users and all devices first. */
function toLines(findings: readonly Finding[], groups?: KnownNames["groups"]): Line[] {
  return [...Map.groupBy(findings, (finding) => finding.key ?? finding).values()]
    .map((parts): Line => {
      const { name = "", configurationId, note } = { ...parts[0] };
      const audiences = parts.flatMap(({ who }) => who ?? []).map((one) => nameGroup(one, groups));
      const distinct = [...new Map(audiences.map((one) => [JSON.stringify(one), one])).values()];
      const who = distinct.sort(
        (a, b) => rank([a]) - rank([b]) || compareCodeUnits(a.id ?? "", b.id ?? ""),
      );
      return { name, configurationId, who, note };
    })
    .sort((a, b) => rank(a.who) - rank(b.who) || compareCodeUnits(a.name, b.name));
}

function rank(who: readonly Audience[]): number {
  return who.some(isBroad) ? 0 : 1;
}

function nameGroup(audience: Audience, groups?: KnownNames["groups"]): Audience {
  const name = audience.kind === "group" ? groups?.get(audience.id ?? "") : undefined;
  return name === undefined ? audience : { ...audience, name };
}

export function listGroupIds({ sections }: Explanation): string[] {
  const audiences = sections.flatMap(({ lines }) => lines.flatMap(({ who }) => who));
  return [...new Set(audiences.flatMap(({ kind, id }) => (kind === "group" && id ? [id] : [])))];
}
