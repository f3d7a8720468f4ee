import {
  readRecorded,
  readUrn,
  toList,
  toRecord,
  type Properties,
  type Recorded,
  type Step,
} from "./engineRun.js";

/** `pulumi preview --save-plan` does not record what was before: the state (`pulumi stack export`) does. */
export function readPlan(
  plan: Properties,
  state: ReadonlyMap<string, Recorded> | undefined,
): Step[] {
  return Object.entries(toRecord(plan["resourcePlans"])).flatMap(([urn, json]) => {
    const { goal, steps, state: planned } = toRecord(json);
    const named = readUrn(urn);
    const ops = toList(steps).filter((op) => typeof op === "string");
    if (ops.length === 0 || ops.length < toList(steps).length)
      throw new Error(`Cannot read the plan: it does not say what becomes of ${urn}.`);
    const wanted = toRecord(goal);
    const { adds, updates } = toRecord(wanted["inputDiff"]);
    const inputs = { ...toRecord(planned), ...toRecord(adds), ...toRecord(updates) };
    const after = readRecorded({ ...wanted, inputs });
    const before = findBefore(urn, wanted, state);
    return ops.map((op) => ({
      ...named,
      op,
      before: op === "create" ? undefined : before,
      isUnread: op !== "create" && before === undefined,
      after: op === "delete" ? undefined : after,
    }));
  });
}

/** The state has a renamed resource under its former name. */
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

/** By URN. @throws Error when it is no exported stack. */
export function readState(json: unknown): Map<string, Recorded> {
  const { deployment } = toRecord(json);
  if (typeof deployment !== "object" || deployment === null)
    throw new Error("The state is not what `pulumi stack export` writes.");
  return new Map(
    toList(toRecord(deployment)["resources"]).flatMap((resource): [string, Recorded][] => {
      const { urn, delete: isPendingDelete } = toRecord(resource);
      const recorded = readRecorded(resource);
      const isThere = typeof urn === "string" && recorded && isPendingDelete !== true;
      return isThere ? [[urn, recorded]] : [];
    }),
  );
}
