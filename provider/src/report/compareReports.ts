import { isRead } from "./reportedConfiguration.js";
import type { ReportedAssignment, ReportedConfiguration } from "./reportedConfiguration.js";

type Profile = Pick<
  ReportedConfiguration,
  "id" | "displayName" | "expirationDateTime" | "assignments" | "isForbidden" | "isNotFound"
>;

/** What `--since` reads of an earlier report. */
export interface EarlierReport {
  tenantId: string | null;
  generatedDateTime: string;
  configurations: readonly Profile[];
}

/** Both reports must be of the same tenant. Profiles are compared by id. */
export function compareReports(earlier: EarlierReport, configurations: readonly Profile[]) {
  const before = new Map(earlier.configurations.map((one) => [one.id, one]));
  const now = new Set(configurations.map(({ id }) => id));
  const pairs = configurations.flatMap((one) => {
    const former = before.get(one.id);
    return former === undefined ? [] : { former, one, isRead: isRead(former) && isRead(one) };
  });
  return {
    sinceDateTime: earlier.generatedDateTime,
    new: configurations.filter(({ id }) => !before.has(id)).map(pickSet),
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
    gone: earlier.configurations.filter(({ id }) => !now.has(id)).map(pickSet),
    notCompared: pairs.filter((pair) => !pair.isRead).map(({ one }) => nameOf(one)),
  };
}

export function nameOf({ id, displayName }: Pick<Profile, "id" | "displayName">) {
  return { id, displayName };
}

function pickSet({ id, displayName, assignments }: Profile) {
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
