import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { toMessage } from "../domain/readable.js";
import type { Recorded } from "../explain/engineRun.js";
import { explainRun } from "../explain/explainRun.js";
import { countRemovals, hasChanges } from "../explain/explanation.js";
import { fit, type Page } from "../explain/fit.js";
import { readEngineRun } from "../explain/readEngineRun.js";
import { readState } from "../explain/readPlan.js";
import { renderJson } from "../explain/renderJson.js";
import { renderMarkdown } from "../explain/renderMarkdown.js";
import { renderText } from "../explain/renderText.js";
import { describeVerdict } from "../explain/words.js";
import { UsageError, type Command, type CommandSurroundings } from "./command.js";
import {
  explanationFormats,
  readExplainOptions,
  type ExplainOptions,
  type ExplanationFormat,
} from "./explainOptions.js";
import { explainExitCodes as codes } from "./exitCodes.js";
import { lookUpNames, readGroupsFile } from "./findNames.js";
import { checkTarget, writeWholeFile } from "./writeWholeFile.js";

/** `explain`: reads what the engine plans or did, and says who loses and who gains a profile. */
export const explainCommand: Command = {
  name: "explain",
  summary:
    "Says of a preview, a plan or an update who loses a profile, who gains one, and what else changes.",
  argument: "FILE",
  wrongUsageCode: codes.failed,
  options: {
    format: {
      value: explanationFormats.join("|"),
      meaning: "The format; by default as the ending of the output's name says, else as text.",
    },
    output: { value: "FILE", meaning: "Writes it to a file, whole or not at all." },
    "max-bytes": {
      value: "N",
      meaning:
        "Writes at most so many bytes: removals and counts whole, the rest as far as it has room.",
    },
    whole: { value: "TEXT", meaning: "What a cut text says of where all of it is, as a URL." },
    state: {
      value: "FILE",
      meaning: "What `pulumi stack export` wrote before: a plan does not say what was.",
    },
    groups: {
      value: "FILE",
      meaning: "The module that names groups; by default groups.ts, if there.",
    },
    "look-up": {
      meaning: "Signs in and asks Graph for names, where it may; ids where it may not.",
    },
  },
  notes: [
    "FILE is what `pulumi preview --json`, `up --json`, `refresh --preview-only --json` or",
    "`preview --save-plan` wrote; without it, stdin. Add --show-sames to a preview: what stays",
    "has names, and keeps what another resource drops.",
    "",
    "Exit codes: 0 nothing changes, 1 failed or wrong usage, 2 changes, 3 something is removed,",
    "4 this is not all: the run failed, or removals have no room.",
  ],
  run: async (values, surroundings) => {
    const options = readExplainOptions(values);
    if (options.output !== undefined) await checkTarget(options.output);
    const state = await readStateFile(options.stateFile);
    const run = readEngineRun(await readInput(options, surroundings), state);
    const groups = await readGroupsFile(options.groupsFile);
    const names = options.looksUp
      ? await lookUpNames(run, { state, groups }, surroundings)
      : { groups, profiles: new Map<string, string>() };
    const explanation = explainRun(run, { state, names });
    const render = (page: Page): string => renderers[options.format](page, options.whole);
    const fitted = fit(explanation, render, options.maxBytes);
    const code = chooseCode(fitted.page);
    await putOut(fitted.text, options, surroundings);
    if (options.output !== undefined || code === codes.incomplete)
      surroundings.stderr.write(toMessage(`${describeEnd(fitted.page)}\n`));
    return code;
  },
};

const renderers: Readonly<
  Record<ExplanationFormat, (page: Page, whole: string | undefined) => string>
> = { text: renderText, markdown: renderMarkdown, json: renderJson };

async function readStateFile(
  file: string | undefined,
): Promise<ReadonlyMap<string, Recorded> | undefined> {
  if (file === undefined) return undefined;
  return readState(JSON.parse(await readFile(file, "utf8")));
}

async function readInput(
  { file }: ExplainOptions,
  { stdin }: CommandSurroundings,
): Promise<string> {
  if (file !== undefined) return readFile(file, "utf8");
  if (stdin.isTTY) throw new UsageError("FILE is missing, and nothing is piped in.");
  return text(stdin);
}

function chooseCode({ explanation, hiddenRemovals }: Page): number {
  if (explanation.doubts.length > 0 || hiddenRemovals > 0) return codes.incomplete;
  if (countRemovals(explanation) > 0) return codes.removes;
  return hasChanges(explanation) ? codes.changes : codes.same;
}

async function putOut(
  content: string,
  { output }: ExplainOptions,
  { stdout }: CommandSurroundings,
): Promise<void> {
  if (output === undefined) stdout.write(content);
  else await writeWholeFile(output, content);
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
