import { describeEntries } from "./describeAudience.js";
import type { Names } from "./names.js";
import { describeDate } from "./reportWords.js";
import type {
  ConfigurationName,
  ReportChanges,
  ReportedAssignment,
  TenantReport,
} from "./tenantReport.js";

/** One change of a profile. */
export type Change =
  | { kind: "new" | "gone"; profile: ReportChanges["new"][number] }
  | { kind: "renewed"; profile: ReportChanges["renewed"][number] }
  | { kind: "changed"; profile: ReportChanges["changedSets"][number] }
  | { kind: "not compared"; profile: ConfigurationName };

/** What goes stands first. */
export function listChanges({ changes }: TenantReport): Change[] {
  if (changes === null) return [];
  return [
    ...changes.gone.map((profile) => ({ kind: "gone", profile }) as const),
    ...changes.changedSets.map((profile) => ({ kind: "changed", profile }) as const),
    ...changes.new.map((profile) => ({ kind: "new", profile }) as const),
    ...changes.renewed.map((profile) => ({ kind: "renewed", profile }) as const),
    ...changes.notCompared.map((profile) => ({ kind: "not compared", profile }) as const),
  ];
}

/** As `What changed since 25 November 2026`. */
export function titleChanges({ sinceDateTime }: ReportChanges): string {
  return `What changed since ${describeDate(sinceDateTime)}`;
}

/** As `gone: was given to All Users`; says who is hit. */
export function describeChange(change: Change, names: Names): string {
  const describe = (entries: readonly ReportedAssignment[], nobody?: string): string =>
    describeEntries(entries, { names, ...(nobody !== undefined && { nobody }) });
  switch (change.kind) {
    case "new":
      return `new: given to ${describe(change.profile.assignments)}`;
    case "gone":
      return `gone: was given to ${describe(change.profile.assignments)}`;
    case "renewed": {
      const { fromDateTime, toDateTime, assignments } = change.profile;
      const [from, to] = [fromDateTime, toDateTime].map((text) => text?.slice(0, 10) ?? "no date");
      return `renewed: ${from} is now ${to}; given to ${describe(assignments)}`;
    }
    case "changed": {
      const { gained, lost } = change.profile;
      return [
        ...(lost.length > 0 ? [`entries gone: ${describe(lost, "")}`] : []),
        ...(gained.length > 0 ? [`entries new: ${describe(gained, "")}`] : []),
      ].join("; ");
    }
    case "not compared":
      return "not compared: who gets it could not be read";
  }
}
