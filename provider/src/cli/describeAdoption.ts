import { structuredPatch } from "diff";
import { groupIdsOf, type AdoptableTenant } from "../adopt/adoptableTenant.js";
import { dropChecksumLine, type ExistingProject } from "../adopt/existingProject.js";
import type { PlannedChange, ProjectPlan } from "../adopt/planProject.js";
import { showName } from "../domain/readable.js";
import { countWords } from "../domain/values.js";
import type { Progress } from "./terminal.js";

export interface Adoption {
  found: number;
  /** Ids; undefined where only some were asked for. */
  seen: ReadonlySet<string> | undefined;
  plan: ProjectPlan;
  existing: ExistingProject;
  /** Paths; with --dry-run, those that would be written. */
  written: readonly string[];
}

export function warnOfDoubts(
  { configurations, groupNames }: AdoptableTenant,
  { deadImports }: ProjectPlan,
  warn: Progress["warn"],
): void {
  for (const found of configurations) {
    const { configuration, obstacles, undeclarable, allowsExpired } = found;
    const name = `${JSON.stringify(configuration.displayName)} (${configuration.id})`;
    for (const obstacle of obstacles)
      warn(`${name} itself cannot be managed, only who gets it. ${obstacle}`);
    if (allowsExpired)
      warn(`${name} has a profile that has expired, or whose signing certificates all have.`);
    for (const { entry, reason } of undeclarable) {
      const shown = JSON.stringify(entry);
      warn(`${name} has an entry that cannot be declared and is left alone: ${shown} ${reason}.`);
    }
    for (const id of new Set(groupIdsOf(found)))
      if (!groupNames.has(id)) warn(`${name} is assigned to the group ${id}, which was not found.`);
  }
  const nameless = [...groupNames].filter(([, name]) => name === "").map(([id]) => id);
  if (nameless.length > 0)
    warn(`Graph does not show the names of these groups: ${nameless.join(", ")}.`);
  for (const { path, specifier } of deadImports)
    warn(
      `${path} imports ${JSON.stringify(specifier)}, and there is no such file: delete the import, or restore the file.`,
    );
}

export function describeAdoption(
  adoption: Adoption,
  options: { output: string; dryRun?: boolean; append?: boolean; packageManager: string },
): (string | false)[] {
  const { found, written, existing, plan } = adoption;
  const { output: folder, dryRun, append, packageManager } = options;
  const isNew = existing.sources.size === 0;
  const heading = dryRun
    ? `${!isNew && !append ? "With --append, these" : "These"} files of ${folder} would be written:`
    : `Wrote to ${folder}${found === 0 ? ", which declares nothing" : ""}:`;
  return [
    `Found ${countWords(found, "configuration")}. ${written.length === 0 ? "Nothing to write." : heading}`,
    ...written.map((path) => `  ${path}`),
    ...(isNew ? [] : plan.changes.flatMap(describeChange)),
    ...describeOthers(adoption),
    ...(dryRun || written.length === 0 ? [] : describeNextSteps(adoption, packageManager)),
  ];
}

function describeNextSteps(
  { plan, existing, found }: Adoption,
  packageManager: string,
): (string | false)[] {
  const isRenewed = plan.changes.some(({ kind }) => kind === "renewed");
  const imports = plan.imported.length > 0;
  if (!isRenewed && !imports) return [];
  const isNew = existing.index === undefined;
  const left = found - plan.imported.length;
  return [
    "",
    "Next, in that folder:",
    isNew && `  ${packageManager} install\n  pulumi stack init NAME`,
    isRenewed && "  pulumi refresh   takes into the state what has changed in Intune",
    "  pulumi up        takes everything over as it is; nothing is written to Intune",
    found >= 100 &&
      "or, many times as fast (docs/performance.md); if it is killed, run it again:\n" +
        "  PULUMI_SKIP_CHECKPOINTS=true pulumi up --parallel 32",
    imports &&
      "or, to have what is new in the state without an update:\n" +
        "  pulumi import --file import.json --generate-code=false --protect=false",
    "  pulumi preview   shows no changes",
    imports &&
      left > 0 &&
      `import.json leaves out what the program had before: ${left} of ${countWords(found, "configuration")}. If the\n` +
        "stack does not have these yet, take `pulumi up`, which takes them over as well.",
  ];
}

function describeChange(change: PlannedChange): string[] {
  const { found, path, kind, text, otherProfile } = change;
  const { id, displayName } = found.configuration;
  const where = `"${showName(displayName)}" (${id}) in ${path}`;
  const former = change.module?.text ?? "";
  if (kind === "new") return [`New: ${where}`];
  if (kind === "unreadable")
    return [`Left as it is, because not all of it can be read now: ${where}.`];
  if (kind === "edited")
    return [
      `Changed in Intune and edited by hand, so left as it is: ${where}. To follow Intune:`,
      ...diffLines(former, text),
      ...(otherProfile ? [`  Intune also has another profile than ${change.payloadPath}.`] : []),
      "  Take over what you want. With the first line, this is not shown again.",
    ];
  const lines = diffLines(dropChecksumLine(former), dropChecksumLine(text));
  const parts = changedParts.filter(([pattern]) => lines.some((line) => pattern.test(line)));
  const names = [...parts.map(([, name]) => name), ...(otherProfile ? ["profile"] : [])];
  return [`Changed: ${where}: ${names.join(", ") || "form"}`, ...lines];
}

/** By a line that came or went. */
const changedParts: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^ +[-+] +displayName:/, "renamed"],
  [/^ +[-+] +(?:description|payloadFileName|roleScopeTagIds|allowExpired):/, "settings"],
  [/^ +[-+] .*(?:assignments|target|filter|mode)/i, "who gets it"],
];

function diffLines(former: string, text: string): string[] {
  const { hunks } = structuredPatch("", "", former, text, "", "", { context: 3 });
  return hunks.flatMap(({ lines }, index) => {
    const shown = lines.filter((line) => !line.startsWith("\\"));
    return [...(index > 0 ? ["…"] : []), ...shown].map((line) => `    ${line}`.trimEnd());
  });
}

/** Modules not compared with Intune: of configurations gone from its list, or not written by `adopt`. */
function describeOthers({ existing, seen }: Adoption): (string | false)[] {
  if (seen === undefined) return [];
  const modules = [...existing.modules];
  const gone = modules.filter(([id]) => !seen.has(id));
  const foreign = modules.filter(([id, { checksums }]) => seen.has(id) && !checksums);
  const paths = new Set(foreign.map(([, { path }]) => path));
  return [
    ...gone.flatMap(([id, { path }]) => [
      `Gone: ${id}, which ${path} declares. The list of configurations does not have it.`,
      "  If it was deleted: delete the module and its import, and run `pulumi refresh`.",
      "  If the scope tags of this identity hide it: keep the module.",
    ]),
    paths.size > 0 &&
      `Not compared, because adopt has not written these as they are: ${[...paths].join(", ")}.`,
  ];
}
