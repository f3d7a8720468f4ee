import {
  dropRepeatedSteps,
  findStack,
  readUrn,
  type EngineRun,
  type Properties,
  type Recorded,
  type Step,
} from "./engineRun.js";
import { hideSecrets, readRecorded, toList, toRecord } from "./readRecorded.js";

/**
 * A plan that `pulumi preview --save-plan` wrote. It says what is to be, and of what was only that it changes: the state
 * (`pulumi stack export`) says that.
 */
export function readPlan(
  plan: Properties,
  state: ReadonlyMap<string, Recorded> | undefined,
): EngineRun {
  const steps = Object.entries(toRecord(plan["resourcePlans"])).flatMap(([urn, json]) =>
    readSteps(urn, toRecord(json), state),
  );
  return {
    kind: "preview",
    stack: findStack(steps),
    steps: dropRepeatedSteps("preview", steps),
    messages: [],
    doubts: [],
  };
}

function readSteps(
  urn: string,
  { goal, steps, state: planned }: Properties,
  state: ReadonlyMap<string, Recorded> | undefined,
): Step[] {
  const named = readUrn(urn);
  const ops = toList(steps);
  if (ops.length === 0 || ops.some((op) => typeof op !== "string"))
    throw new Error(`Cannot read the plan: it does not say what becomes of ${urn}.`);
  const wanted = toRecord(goal);
  const { adds, updates } = toRecord(wanted["inputDiff"]);
  const inputs = hideSecrets({ ...toRecord(planned), ...toRecord(adds), ...toRecord(updates) });
  const after = readRecorded({ ...wanted, inputs });
  return (ops as string[]).map((op) => ({
    ...named,
    op,
    before: op === "create" ? undefined : (findBefore(urn, wanted, state) ?? "unread"),
    after: op === "delete" ? undefined : after,
  }));
}

/** A resource that was renamed stands in the state under its former name. */
function findBefore(
  urn: string,
  goal: Properties,
  state: ReadonlyMap<string, Recorded> | undefined,
): Recorded | undefined {
  const former = toList(goal["structuredAliases"]).map((alias) => {
    const { URN, Name } = toRecord(alias);
    if (typeof URN === "string" && URN !== "") return URN;
    return typeof Name === "string" && Name !== "" ? urn.replace(/::[^:]*$/, `::${Name}`) : "";
  });
  const urns = [urn, ...toList(goal["aliases"]).map(String), ...former];
  return urns.map((one) => state?.get(one)).find((found) => found !== undefined);
}

/** The resources of an exported stack, by URN. @throws Error when it is none. */
export function readState(json: unknown): Map<string, Recorded> {
  const { deployment } = toRecord(json);
  if (typeof deployment !== "object" || deployment === null)
    throw new Error("The state is not what `pulumi stack export` writes.");
  return new Map(
    toList(toRecord(deployment)["resources"]).flatMap((resource): [string, Recorded][] => {
      const { urn, delete: isPendingDelete } = toRecord(resource);
      const recorded = readRecorded(resource);
      return typeof urn === "string" && recorded && isPendingDelete !== true
        ? [[urn, recorded]]
        : [];
    }),
  );
}
