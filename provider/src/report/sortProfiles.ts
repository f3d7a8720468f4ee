import { compareText } from "../domain/compareText.js";
import { compareNames } from "./compareNames.js";
import type { ReportedConfiguration, SortOrder } from "./tenantReport.js";

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

/** By name; what no group with a name gets stands last. */
function firstGroupOf({ assignments }: ReportedConfiguration) {
  const groups = assignments.flatMap(({ type, groupId, groupDisplayName = null }) =>
    type === "groupAssignmentTarget" && groupId !== undefined
      ? [{ id: groupId, displayName: groupDisplayName }]
      : [],
  );
  return groups.sort(compareNames)[0] ?? { id: "~", displayName: null };
}
