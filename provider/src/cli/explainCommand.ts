import { existsSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import type { Command } from "commander";
import { readGroupNames } from "../adopt/existingProject.js";
import type { EngineRun } from "../explain/engineRun.js";
import { explainRun, listGroupIds, type KnownNames } from "../explain/explainRun.js";
import { decideVerdict, type Explanation } from "../explain/explanation.js";
import { fit } from "../explain/fit.js";
import { forms } from "../explain/forms.js";
import { readEngineRun, readState } from "../explain/readEngineRun.js";
import { addOutputOptions, chooseForm, wholeNumber } from "./options.js";
import { printLines, withProgress, type CommandProcess } from "./terminal.js";
import { checkTarget, readNamedFile, readText, writeWholeFile } from "./writeWholeFile.js";

interface ExplainOptions {
  format?: string;
  output?: string;
  maxBytes?: number;
  whole?: string;
  state?: string;
  groups?: string;
  lookUp?: boolean;
}

export function addExplain(program: Command, process: CommandProcess): void {
  const command = program
    .command("explain")
    .description("Shows who loses and who gains a profile by a preview, a plan or an update.")
    .argument("[FILE]", "what Pulumi wrote; without it, what is piped in");
  addOutputOptions(command, Object.keys(forms))
    .option(
      "--max-bytes <N>",
      "at most so many bytes: removals and counts whole, the rest as far as it has room; 64000 for a comment on GitHub, 1000000 for a job's summary",
      wholeNumber(1),
    )
    .option("--whole <TEXT>", "what a cut text says of where all of it is, such as a URL")
    .option("--state <FILE>", "the state before, by `pulumi stack export`: a plan does not say it")
    .option("--groups <FILE>", "the module that names groups (default: groups.ts, if it is there)")
    .option("--look-up", "signs in and asks Graph for names; where it may not, ids are shown")
    .addHelpText(
      "after",
      `
FILE is what \`pulumi preview --json\`, \`up --json\`, \`refresh --preview-only --json\` or
\`preview --save-plan\` wrote. Add --show-sames to a preview: what stays has names, and keeps what
another resource drops.

Exit codes: 0 nothing changes, 1 failed or wrong usage, 2 changes, 3 something is removed,
4 this is not all: the run failed, or removals have no room.`,
    )
    .action(async (file: string | undefined, options: ExplainOptions) => {
      process.exitCode = await explain(await readInput(file, process), options, process);
    });
}

/** @returns the exit code. */
async function explain(
  input: string,
  options: ExplainOptions,
  process: CommandProcess,
): Promise<number> {
  const { output, whole = "run the same without --max-bytes" } = options;
  if (output !== undefined) await checkTarget(output);
  const state = options.state === undefined ? undefined : await readNamedFile(options.state);
  const run = readEngineRun(input, state === undefined ? undefined : readState(state));
  const names = { groups: await readGroups(options.groups), profiles: new Map<string, string>() };
  if (options.lookUp) await lookUpNames(run, names, process);
  const form = chooseForm(forms, options);
  const render = (explanation: Explanation): string => form(explanation, whole);
  const explanation = fit(explainRun(run, names), render, options.maxBytes);
  if (output === undefined) process.stdout.write(render(explanation));
  else await writeWholeFile(output, render(explanation));
  const { verdict, alarms, exitCode } = decideVerdict(explanation);
  if (output !== undefined || alarms.length > 0)
    printLines(process.stderr, [[verdict, ...alarms].join(" ")]);
  return exitCode;
}

async function readInput(file = "-", { stdin }: CommandProcess): Promise<string> {
  if (file !== "-") return readNamedFile(file);
  if (stdin.isTTY) throw new Error("FILE is missing, and nothing is piped in.");
  return readText(await buffer(stdin));
}

async function readGroups(file = existsSync("groups.ts") ? "groups.ts" : undefined) {
  return file === undefined ? new Map<string, string>() : readGroupNames(await readNamedFile(file));
}

/** Graph's names win: a pull request may change the module. A failure is a warning. */
async function lookUpNames(
  run: EngineRun,
  { groups, profiles }: Record<keyof KnownNames, Map<string, string>>,
  process: CommandProcess,
): Promise<void> {
  const { openTenant } = await import("./readTenant.js");
  await withProgress(process, async ({ warn }) => {
    try {
      const { graph } = openTenant(process);
      for (const { id, displayName } of await graph.configurations.list())
        profiles.set(id, displayName);
      const groupIds = listGroupIds(explainRun(run));
      for (const [id, { displayName }] of await graph.groups.findGroups(groupIds))
        if (displayName !== "") groups.set(id, displayName);
    } catch (error) {
      warn(`Not all names could be looked up, so ids are shown. ${(error as Error).message}`);
    }
  });
}
