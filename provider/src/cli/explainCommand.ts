import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { toMessage } from "../domain/readable.js";
import { explainRun } from "../explain/explainRun.js";
import { countRemovals, hasChanges } from "../explain/explanation.js";
import { fit, type Page } from "../explain/fit.js";
import { forms } from "../explain/forms.js";
import { readEngineRun } from "../explain/readEngineRun.js";
import { readState } from "../explain/readPlan.js";
import { describeVerdict } from "../explain/words.js";
import { lookUpNames, readGroupsFile } from "./findNames.js";
import { addOutputOptions, formatOf, wholeNumber } from "./options.js";
import type { CommandProcess } from "./terminal.js";
import { checkTarget, writeWholeFile } from "./writeWholeFile.js";

const formats = Object.keys(forms) as (keyof typeof forms)[];

interface ExplainOptions {
  format?: keyof typeof forms;
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
  addOutputOptions(command, formats)
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
  const { output, whole } = options;
  if (output !== undefined) await checkTarget(output);
  const state =
    options.state === undefined
      ? undefined
      : readState(JSON.parse(await readFile(options.state, "utf8")));
  const run = readEngineRun(input, state);
  const groups = await readGroupsFile(options.groups);
  const names = options.lookUp
    ? await lookUpNames(run, { state, groups }, process)
    : { groups, profiles: new Map<string, string>() };
  const explanation = explainRun(run, { state, names });
  const form = forms[options.format ?? formatOf(output, formats)];
  const fitted = fit(explanation, form, { maxBytes: options.maxBytes, whole });
  const { hiddenRemovals } = fitted.page;
  if (output === undefined) process.stdout.write(fitted.text);
  else await writeWholeFile(output, fitted.text);
  const isWhole = explanation.doubts.length === 0 && hiddenRemovals === 0;
  if (output !== undefined || !isWhole)
    process.stderr.write(toMessage(`${describeEnd(fitted.page)}\n`));
  if (!isWhole) return 4;
  return countRemovals(explanation) > 0 ? 3 : hasChanges(explanation) ? 2 : 0;
}

async function readInput(file = "-", { stdin }: CommandProcess): Promise<string> {
  if (file !== "-") return readFile(file, "utf8");
  if (stdin.isTTY) throw new Error("FILE is missing, and nothing is piped in.");
  return text(stdin);
}

function describeEnd({ explanation, hiddenRemovals }: Page): string {
  return [
    describeVerdict(explanation),
    ...explanation.doubts.map((doubt) => `This is not all: ${doubt}.`),
    ...(hiddenRemovals > 0
      ? [`${hiddenRemovals} removals are not listed: they have no room within --max-bytes.`]
      : []),
  ].join(" ");
}
