import { visibleForm } from "../domain/alikeNames.js";
import { showName } from "../domain/readable.js";
import { compareCodeUnits, countEach } from "../domain/values.js";

export interface Named {
  id: string;
  displayName: string | null;
}

const collator = new Intl.Collator("en", { numeric: true });

/** Numbers in names compare by value, equal names by id. What has no name comes last. */
export function compareNames(a: Named, b: Named): number {
  const byAbsence = Number(a.displayName === null) - Number(b.displayName === null);
  const byName = collator.compare(a.displayName ?? "", b.displayName ?? "");
  return byAbsence || byName || compareCodeUnits(a.id, b.id);
}

/** If several share a name, their ids follow it. */
export function createNaming(all: readonly Named[]): (one: Named) => string {
  const keyOf = ({ displayName }: Named): string => visibleForm(displayName ?? "").trim();
  const counts = countEach(all.map(keyOf));
  return (one) => {
    const name = showName(one.displayName ?? "");
    return (counts.get(keyOf(one)) ?? 0) > 1 ? `${name} (${one.id})` : name;
  };
}

/** Without empty parts. */
export function join(separator: string, parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(separator);
}
