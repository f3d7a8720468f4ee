import { isRead } from "./reportedConfiguration.js";
import type { ReportedAssignment, ReportedConfiguration } from "./reportedConfiguration.js";

/** What `--since` reads of an earlier report. */
export interface EarlierReport {
  tenantId: string | null;
  generatedDateTime: string;
  configurations: readonly ReportedConfiguration[];
}

/** Both reports must be of the same tenant. Profiles are compared by id. */
export function compareReports(earlier: EarlierReport, now: readonly ReportedConfiguration[]) {
  const before = new Map(earlier.configurations.map((one) => [one.id, one]));
  const idsNow = new Set(now.map(({ id }) => id));
  const pairs = now.flatMap((one) => {
    const former = before.get(one.id);
    return former === undefined ? [] : { former, one, isRead: isRead(former) && isRead(one) };
  });
  return {
    sinceDateTime: earlier.generatedDateTime,
    new: now.filter(({ id }) => !before.has(id)).map(pickSet),
    renewed: pairs
      .filter(({ former, one }) => former.expirationDateTime !== one.expirationDateTime)
      .map(({ former, one }) => ({
        ...pickSet(one),
        fromDateTime: former.expirationDateTime,
        toDateTime: one.expirationDateTime,
      })),
    changedSets: pairs
      .filter((pair) => pair.isRead)
      .map(({ former, one }) => ({
        ...nameOf(one),
        gained: subtract(one.assignments, former.assignments),
        lost: subtract(former.assignments, one.assignments),
      }))
      .filter(({ gained, lost }) => gained.length + lost.length > 0),
    gone: earlier.configurations.filter(({ id }) => !idsNow.has(id)).map(pickSet),
    notCompared: pairs.filter((pair) => !pair.isRead).map(({ one }) => nameOf(one)),
  };
}

export function nameOf({ id, displayName }: Pick<ReportedConfiguration, "id" | "displayName">) {
  return { id, displayName };
}

function pickSet({ id, displayName, assignments }: ReportedConfiguration) {
  return { id, displayName, assignments };
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
