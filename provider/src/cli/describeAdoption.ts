import { structuredPatch } from "diff";
import { groupIdsOf, type AdoptableTenant } from "../adopt/adoptableTenant.js";
import { dropChecksumLine } from "../adopt/moduleText.js";
import type { ExistingProject } from "../adopt/existingProject.js";
import type { ModuleComparison } from "../adopt/followModules.js";
import { showName } from "../domain/readable.js";
import type { AdoptOptions, Adoption } from "./adoptProject.js";
import type { MissingObject } from "./readListed.js";
import { joinLines } from "./terminal.js";

export function describeDoubts({ configurations, groupNames }: AdoptableTenant): string[] {
  const unreadable = [...groupNames].filter(([, name]) => name === "").map(([id]) => id);
  const doubts = configurations.flatMap((found) => {
    const { configuration, obstacles, strange, allowsExpired } = found;
    const name = `${JSON.stringify(configuration.displayName)} (${configuration.id})`;
    const gone = [...new Set(groupIdsOf(found))].filter((id) => !groupNames.has(id));
    return [
      ...obstacles.map(
        (obstacle) => `${name} itself cannot be managed, only who gets it. ${obstacle}`,
      ),
      ...(allowsExpired && obstacles.length === 0
        ? [`${name} has a profile that has expired, or whose signing certificates all have.`]
        : []),
      ...strange.map(
        ({ entry, reason }) =>
          `${name} has an entry that cannot be declared and is left alone: ${JSON.stringify(entry)} ${reason}.`,
      ),
      ...gone.map((id) => `${name} is assigned to the group ${id}, which was not found.`),
    ];
  });
  return unreadable.length === 0
    ? doubts
    : [...doubts, `Graph does not show the names of these groups: ${unreadable.join(", ")}.`];
}

/** In blocks: what was done, and what to do next. */
export function describeAdoption(
  { configurations }: AdoptableTenant,
  {
    adoption,
    options,
    missing,
  }: { adoption: Adoption; options: AdoptOptions; missing: readonly MissingObject[] },
): string[] {
  const { output: folder, dryRun, append } = options;
  const { written, existing } = adoption;
  const isWhole = options.ids === undefined && options.name === undefined;
  const seen = new Set([
    ...configurations.map(({ configuration: { id } }) => id),
    ...missing.map(({ id }) => id),
  ]);
  const changes = existing
    ? [...describeChanges(adoption, existing), ...(isWhole ? describeOthers(existing, seen) : [])]
    : [];
  const found = `Found ${configurations.length} configurations.`;
  if (written.length === 0) {
    const all = `${folder} has all of it already: nothing to do.`;
    return [`${found} ${changes.length === 0 ? all : "Nothing to write."}\n`, ...changes];
  }
  const isEmpty = configurations.length === 0;
  const heading = dryRun
    ? `${existing && !append ? "With --append, these" : "These"} files of ${folder} would be written:`
    : `Wrote to ${folder}${isEmpty ? ", which declares nothing" : ""}:`;
  return [
    ...changes,
    joinLines([`${found} ${heading}`, ...written.map((path) => `  ${path}`)]),
    ...(dryRun || isEmpty ? [] : [describeNextSteps(adoption, configurations.length)]),
  ];
}

function describeNextSteps({ plan, existing }: Adoption, found: number): string {
  const isRenewed = plan.changes.some(({ kind }) => kind === "renewed");
  const imports = plan.imported.length > 0;
  if (!isRenewed && !imports) return "";
  const isNew = existing?.index === undefined;
  const left = found - plan.imported.length;
  return joinLines([
    "",
    "Next, in that folder:",
    isNew && "  npm install",
    isNew && "  pulumi stack init NAME",
    isRenewed && "  pulumi refresh   takes into the state what has changed in Intune",
    "  pulumi up        takes everything over as it is; nothing is written to Intune",
    found >= 100 && "or, many times as fast (docs/performance.md); if it is killed, run it again:",
    found >= 100 && "  PULUMI_SKIP_CHECKPOINTS=true pulumi up --parallel 32",
    imports && "or, to have what is new in the state without an update:",
    imports && "  pulumi import --file import.json --generate-code=false --protect=false",
    "  pulumi preview   shows no changes",
    imports &&
      left > 0 &&
      `import.json leaves out what the program had before: ${left} of ${found} configurations. If the\n` +
        "stack does not have these yet, take `pulumi up`, which takes them over as well.",
  ]);
}

/** In blocks of lines. */
function describeChanges(
  { plan, written }: Adoption,
  { index, groups }: ExistingProject,
): string[] {
  const grown = Object.entries({ "index.ts": index, "groups.ts": groups }).flatMap(
    ([path, former]) =>
      former !== undefined && written.includes(path)
        ? [[`${path}:`, ...diffLines(former, String(plan.files.get(path)))]]
        : [],
  );
  return [...plan.changes.map(describeChange), ...grown].map(joinLines);
}

function describeChange(change: ModuleComparison): string[] {
  const { app, kind, former, text, hasOtherProfile } = change;
  const { id, displayName } = app.found.configuration;
  const where = `"${showName(displayName)}" (${id}) in ${app.path}`;
  switch (kind) {
    case "same":
      return [];
    case "new":
      return [`New: ${where}`];
    case "renewed":
      return [
        `Changed: ${where}: ${nameParts(change).join(", ")}`,
        ...diffLines(dropChecksumLine(former), dropChecksumLine(text)),
      ];
    case "edited":
      return [
        `Changed in Intune and edited by hand, so left as it is: ${where}. To follow Intune:`,
        ...diffLines(former, text),
        ...(hasOtherProfile ? [`  Intune also has another profile than ${app.payloadPath}.`] : []),
        "  Take over what you want. With the first line, this is not shown again.",
      ];
    case "unreadable":
      return [`Left as it is, because not all of it can be read now: ${where}.`];
  }
}

function nameParts({ former, text, hasOtherProfile }: ModuleComparison): string[] {
  const [before, after] = [former, text].map((module) => {
    const [settings = "", set = ""] = dropChecksumLine(module).split(/^export const assignments/m);
    const [line = "", name = ""] = /^\s*displayName:\s*(.*),$/m.exec(settings) ?? [];
    return { name, settings: settings.replace(line, "").replace(/^import.*$/gm, ""), set };
  });
  if (before === undefined || after === undefined) return [];
  const parts = [
    before.name !== after.name && `renamed, was ${before.name}`,
    before.settings !== after.settings && "settings",
    before.set !== after.set && "who gets it",
    hasOtherProfile && "profile",
  ].filter((part) => part !== false);
  return parts.length === 0 ? ["form"] : parts;
}

function diffLines(former: string, text: string): string[] {
  const { hunks } = structuredPatch("", "", former, text, "", "", { context: 3 });
  return hunks.flatMap(({ lines }, index) => {
    const shown = lines
      .filter((line) => !line.startsWith("\\"))
      .map((line) => `    ${line}`.trimEnd());
    return index === 0 ? shown : ["    …", ...shown];
  });
}

/** @param seen ids that were found or could not be read. */
function describeOthers({ modules }: ExistingProject, seen: ReadonlySet<string>): string[] {
  const gone = [...modules].filter(([id]) => !seen.has(id));
  const foreign = [...modules].filter(
    ([id, { checksums }]) => seen.has(id) && checksums === undefined,
  );
  const paths = [...new Set(foreign.map(([, { path }]) => path))];
  const others = paths.length > 5 ? ` and ${paths.length - 5} more` : "";
  return [
    ...gone.map(([id, { path }]) =>
      joinLines([
        `Gone: ${id}, which ${path} declares. The list of configurations does not have it.`,
        "  If it was deleted: delete the module and its import, and run `pulumi refresh`.",
        "  If the scope tags of this identity hide it: keep the module.",
      ]),
    ),
    joinLines([
      paths.length > 0 &&
        `Not compared, because adopt has not written these modules as they are: ${paths.slice(0, 5).join(", ")}${others}.`,
    ]),
  ].filter((block) => block !== "");
}
