import { compareText } from "../domain/values.js";
import type { ReportedConfiguration, SortOrder } from "./tenantReport.js";

export interface Named {
  id: string;
  displayName: string | null;
}

const collator = new Intl.Collator("en", { numeric: true });

/** Numbers in names compare by value, equal names by id. What has no name comes last. */
export function compareNames(a: Named, b: Named): number {
  const byName =
    a.displayName === null || b.displayName === null
      ? Number(a.displayName === null) - Number(b.displayName === null)
      : collator.compare(a.displayName, b.displayName);
  return byName || compareText(a.id, b.id);
}

type Compare = (a: ReportedConfiguration, b: ReportedConfiguration) => number;

const compareEnds: Compare = (a, b) => {
  const never = "~"; // after every date
  return compareText(a.endDateTime ?? never, b.endDateTime ?? never) || compareNames(a, b);
};

export const comparisons: Readonly<Record<SortOrder, Compare>> = {
  expiry: compareEnds,
  name: compareNames,
  group: (a, b) => compareNames(firstGroupOf(a), firstGroupOf(b)) || compareEnds(a, b),
};

/** Without a group, a stand-in that sorts last. */
function firstGroupOf({ assignments }: ReportedConfiguration): Named {
  const groups = assignments.flatMap(({ type, groupId: id = "", groupDisplayName = null }) =>
    type === "groupAssignmentTarget" ? [{ id, displayName: groupDisplayName }] : [],
  );
  return groups.sort(compareNames)[0] ?? { id: "~", displayName: null };
}
