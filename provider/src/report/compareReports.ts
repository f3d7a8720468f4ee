import { compareText } from "../domain/values.js";
import type {
  ConfigurationName,
  EarlierReport,
  ReportChanges,
  ReportedAssignment,
  TenantReport,
} from "./tenantReport.js";

type Profile = EarlierReport["configurations"][number];

/** Both reports must be of the same tenant. */
export function compareReports(
  earlier: EarlierReport,
  { configurations }: Pick<TenantReport, "configurations">,
): ReportChanges {
  const before = new Map(earlier.configurations.map((one) => [one.id, one]));
  const now = new Set(configurations.map(({ id }) => id));
  const pairs = configurations.flatMap((one) => {
    const former = before.get(one.id);
    return former === undefined ? [] : [{ former, one }];
  });
  const isRead = (pair: (typeof pairs)[number]): boolean =>
    [pair.former, pair.one].every(({ isForbidden, isNotFound }) => !isForbidden && !isNotFound);
  return {
    sinceDateTime: earlier.generatedDateTime,
    new: configurations.filter(({ id }) => !before.has(id)).map(pickWho),
    renewed: pairs
      .filter(({ former, one }) => former.expirationDateTime !== one.expirationDateTime)
      .map(({ former, one }) => ({
        ...pickWho(one),
        fromDateTime: former.expirationDateTime,
        toDateTime: one.expirationDateTime,
      })),
    changedSets: pairs
      .filter(isRead)
      .map(({ former, one }) => ({
        ...nameOf(one),
        gained: subtract(one.assignments, former.assignments),
        lost: subtract(former.assignments, one.assignments),
      }))
      .filter(({ gained, lost }) => gained.length + lost.length > 0),
    gone: earlier.configurations.filter(({ id }) => !now.has(id)).map(pickWho),
    notCompared: pairs.filter((pair) => !isRead(pair)).map(({ one }) => nameOf(one)),
  };
}

export function nameOf({ id, displayName }: ConfigurationName): ConfigurationName {
  return { id, displayName };
}

function pickWho(one: Profile): ConfigurationName & Pick<Profile, "assignments"> {
  const assignments = one.assignments.toSorted((a, b) => compareText(keyOf(a), keyOf(b)));
  return { ...nameOf(one), assignments };
}

function subtract(
  some: readonly ReportedAssignment[],
  others: readonly ReportedAssignment[],
): ReportedAssignment[] {
  const keys = new Set(others.map(keyOf));
  return some.filter((entry) => !keys.has(keyOf(entry)));
}

/** Neither the collection nor the group's name counts. */
function keyOf(entry: ReportedAssignment): string {
  const { type, groupId, collectionId, filterId, filterType, target } = entry;
  return JSON.stringify([type, groupId, collectionId, filterId, filterType, target]);
}
