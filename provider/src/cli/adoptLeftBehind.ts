import { quoteName } from "../domain/alikeNames.js";
import type { CheckedConfiguration } from "../domain/configuration.js";
import { containsUnknown } from "../domain/values.js";
import { secretText, type Step } from "../explain/engineRun.js";
import { readEngineRun } from "../explain/readEngineRun.js";
import { systemClock } from "../graph/clock.js";
import { compareWithDeclared } from "../handlers/configuration/configurationState.js";
import { createSharedList } from "../handlers/configuration/sharedList.js";
import { findTwins } from "../handlers/configuration/twins.js";
import { isConfiguration } from "../handlers/declaration.js";
import { openTenant } from "./readTenant.js";
import { printLines, type CommandProcess } from "./terminal.js";
import { checkTarget, readNamedFile, writeWholeFile } from "./writeWholeFile.js";

/**
 * `adopt --preview`: finds in Intune what the preview would create, and writes the ids for INTUNE_ADOPT_IDS. A killed run may
 * have created it without recording it.
 */
export async function adoptLeftBehind(
  preview: string,
  { output, dryRun }: { output: string; dryRun?: boolean },
  process: CommandProcess,
): Promise<void> {
  if (!dryRun) await checkTarget(output);
  const { steps } = readEngineRun(await readNamedFile(preview));
  const { configurations } = openTenant(process).graph;
  const tenant = { configurations, sharedList: createSharedList(configurations, systemClock) };
  const found = new Map<string, string>();
  for (const { name, after } of steps.filter(createsConfiguration)) {
    const inputs = readInputs(after);
    const twins = inputs ? await findTwins(tenant, inputs) : [];
    const [twin] = twins;
    const isOne = inputs && twin && twins.length === 1 && !found.has(twin.id);
    if (isOne && compareWithDeclared(twin, inputs).differing.length === 0)
      found.set(
        twin.id,
        `  ${twin.id}  ${quoteName(twin.displayName)}, made ${twin.createdDateTime}, for ${name}`,
      );
    else if (inputs === undefined || twins.length > 0) {
      printLines(process.stderr, [describeDoubt(name, inputs && twins)]);
      process.exitCode = 4;
    }
  }
  if (found.size > 0 && !dryRun) await writeWholeFile(output, `${[...found.keys()].join("\n")}\n`);
  printLines(process.stdout, describe([...found.values()], dryRun ? undefined : output));
}

function createsConfiguration(step: Step): boolean {
  const isCreated = step.op === "create" || step.op === "replace";
  return isCreated && isConfiguration(step) && step.after?.adoptId === undefined;
}

/** Undefined where the preview hides the name or the profile. */
function readInputs(after: Step["after"]): CheckedConfiguration | undefined {
  const inputs = after?.inputs ?? {};
  const isShown = ["displayName", "payloadSha256"].every(
    (name) => typeof inputs[name] === "string" && inputs[name] !== secretText,
  );
  return isShown && !containsUnknown(inputs)
    ? (inputs as unknown as CheckedConfiguration)
    : undefined;
}

function describeDoubt(name: string, twins: readonly { id: string }[] | undefined): string {
  const why = twins
    ? `Intune does not have exactly one that is as the program declares it, but ${twins.map(({ id }) => id).join(", ")}. Delete what nobody needs, or set \`adoptId\``
    : "the preview does not show its name and profile. If Intune has it already, set `adoptId`";
  return `Warning: ${name} is left out: ${why}.`;
}

function describe(lines: readonly string[], output: string | undefined): (string | false)[] {
  if (lines.length === 0)
    return ["Intune has nothing of what the preview would create: nothing to take over."];
  return [
    "In Intune, as the program declares it:",
    ...lines,
    output !== undefined &&
      `Wrote their ids to ${output}. If they are this stack's, take them over in its folder:\n` +
        `  INTUNE_ADOPT_IDS="$(cat ${output})" pulumi up`,
  ];
}
