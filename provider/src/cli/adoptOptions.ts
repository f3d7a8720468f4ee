import { basename, resolve } from "node:path";
import { isGuid, normalizeGuid } from "../domain/guid.js";
import { UsageError, type OptionValues } from "./command.js";
import { readAtLeast } from "./expectFound.js";
import { readChoice, readText } from "./readOptions.js";

export const groupForms = ["constants", "look-up"] as const;

/** What `adopt` was asked for. */
export interface AdoptCommandOptions {
  folder: string;
  projectName: string;
  /** In lower case; undefined for all. */
  ids: ReadonlySet<string> | undefined;
  /** Part of the display names of what is meant. */
  namePart: string | undefined;
  looksUpGroups: boolean;
  /** Fewer configurations are a failure. */
  atLeast: number;
  continues: boolean;
  appends: boolean;
  isDryRun: boolean;
}

/** @throws UsageError that names the option. */
export function readAdoptOptions(values: OptionValues): AdoptCommandOptions {
  const folder = readText(values, "output");
  if (folder === undefined)
    throw new UsageError("--output is missing: the folder of the project that is written.");
  return {
    folder,
    projectName: readProjectName(values, folder),
    ids: readIds(readText(values, "ids")),
    namePart: readText(values, "name"),
    looksUpGroups: readChoice(values, "groups", groupForms) === "look-up",
    atLeast: readAtLeast(values),
    continues: values["continue"] === true,
    appends: values["append"] === true,
    isDryRun: values["dry-run"] === true,
  };
}

function readIds(text: string | undefined): Set<string> | undefined {
  if (text === undefined) return undefined;
  const ids = text.split(",").map((id) => id.trim());
  const wrong = ids.find((id) => !isGuid(id));
  if (wrong === undefined) return new Set(ids.map(normalizeGuid));
  throw new UsageError(
    `--ids takes GUIDs of configurations with commas between, not ${JSON.stringify(wrong)}.`,
  );
}

/** Pulumi allows letters, digits, `-`, `_` and `.` in the name of a project, at most 100; npm no dot at its beginning. */
export function readProjectName(values: OptionValues, folder: string): string {
  const name = readText(values, "project");
  if (name === undefined)
    return (
      basename(resolve(folder))
        .replace(/[^a-zA-Z0-9._-]+/g, "-")
        .replace(/^[._]+/, "")
        .slice(0, 100) || "intune"
    );
  if (/^[a-zA-Z0-9._-]{1,100}$/.test(name)) return name;
  throw new UsageError(
    `--project takes letters, digits, "-", "_" and ".", at most 100, not ${JSON.stringify(name)}.`,
  );
}
