import { structuredPatch } from "diff";
import type { ExistingProject } from "../adopt/existingProject.js";
import type { ModuleComparison } from "../adopt/followModules.js";
import { dropChecksumLine } from "../adopt/checksums.js";
import { showName } from "../domain/showName.js";
import type { Adoption } from "./adoptProject.js";

/** What differs between the program and Intune, in blocks of lines. */
export function describeChanges({ plan, replaced }: Adoption): string[] {
  const others = replaced.filter(({ path }) => ["index.ts", "groups.ts"].includes(path));
  return [
    ...plan.changes.map(describeChange),
    ...others.map(({ path, former, text }) => [`${path}:`, ...diffLines(former, text)]),
  ].map((lines) => `${lines.join("\n")}\n`);
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

/** What of a configuration has changed. */
function nameParts({ former, text, hasOtherProfile }: ModuleComparison): string[] {
  const [before, after] = [former, text].map((module) => {
    const [settings = "", set = ""] = dropChecksumLine(module).split(/^export const assignments/m);
    const [line = "", name = ""] = /^\s*displayName:\s*(.*),$/m.exec(settings) ?? [];
    return { name, settings: settings.replace(line, "").replace(/^import.*$/gm, ""), set };
  });
  if (before === undefined || after === undefined) return [];
  const parts = [
    ...(before.name === after.name ? [] : [`renamed, was ${before.name}`]),
    ...(before.settings === after.settings ? [] : ["settings"]),
    ...(before.set === after.set ? [] : ["who gets it"]),
    ...(hasOtherProfile ? ["profile"] : []),
  ];
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

/** @param seen ids of configurations that were found or could not be read. */
export function describeOthers({ modules }: ExistingProject, seen: ReadonlySet<string>): string[] {
  const gone = [...modules].filter(([id]) => !seen.has(id));
  const foreign = [...modules].filter(
    ([id, { checksums }]) => seen.has(id) && checksums === undefined,
  );
  const paths = [...new Set(foreign.map(([, { path }]) => path))];
  return [
    ...gone.map(
      ([id, { path }]) =>
        [
          `Gone: ${id}, which ${path} declares. The list of configurations does not have it.`,
          "  If it was deleted: delete the module and its import, and run `pulumi refresh`.",
          "  If the scope tags of this identity hide it: keep the module.",
        ].join("\n") + "\n",
    ),
    ...(paths.length === 0
      ? []
      : [
          `Not compared, because adopt has not written these modules as they are: ${paths.slice(0, 5).join(", ")}${paths.length > 5 ? ` and ${paths.length - 5} more` : ""}.\n`,
        ]),
  ];
}
