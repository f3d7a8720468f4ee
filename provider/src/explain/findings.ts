import { compareText } from "../domain/values.js";
import { isBroad, type Audience, type Line, type SectionKey } from "./explanation.js";

/** Findings of one section and key become one line. */
export interface Finding {
  section: SectionKey;
  /** Tells apart profiles of one name. Without it, a line of its own. */
  key?: string;
  name: string;
  configurationId?: string | undefined;
  who?: Audience;
  note?: string;
}

/** Each audience once; all users and all devices first. */
export function toLines(findings: readonly Finding[], groups: ReadonlyMap<string, string>): Line[] {
  const byKey = Map.groupBy(findings, (finding) => finding.key ?? finding);
  return [...byKey.values()]
    .flatMap(([first, ...others]) => (first ? toLine(first, others, groups) : []))
    .sort((a, b) => rank(a) - rank(b) || compareText(a.name, b.name));
}

function rank({ who }: Line): number {
  return Number(!who.some(isBroad));
}

function toLine(
  { name, configurationId, note, who }: Finding,
  others: readonly Finding[],
  groups: ReadonlyMap<string, string>,
): Line {
  const audiences = [who, ...others.map((other) => other.who)].filter((one) => one !== undefined);
  const distinct = new Map(audiences.map((one) => [JSON.stringify(one), nameGroup(one, groups)]));
  return {
    name,
    ...(configurationId !== undefined && { configurationId }),
    who: [...distinct.values()].sort(compareAudiences),
    ...(note !== undefined && { note }),
  };
}

function nameGroup(audience: Audience, groups: ReadonlyMap<string, string>): Audience {
  const name = audience.kind === "group" ? groups.get(audience.id ?? "") : undefined;
  return name === undefined ? audience : { ...audience, name };
}

function compareAudiences(a: Audience, b: Audience): number {
  return Number(isBroad(b)) - Number(isBroad(a)) || compareText(a.id ?? "", b.id ?? "");
}
