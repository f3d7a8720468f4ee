import { isConfiguration, isSet } from "../handlers/declaration.js";
import type { EngineRun, Step } from "./engineRun.js";
import type { Finding } from "./explanation.js";
import type { NameProfile } from "./nameProfiles.js";

/** Resources of other types; of this package's, an op that this release does not know: it may remove anything. */
export function explainOthers({ steps }: EngineRun, nameOf: NameProfile): Finding[] {
  const isOfPulumi = ({ type }: Step): boolean =>
    type === "pulumi:pulumi:Stack" || type.startsWith("pulumi:providers:");
  return steps
    .filter((step) => step.effect !== "none" && !isOfPulumi(step))
    .flatMap((step): Finding[] => {
      const { type, name, op, effect, before } = step;
      if (isSet(step) || isConfiguration(step)) {
        if (effect !== "unknown") return [];
        const who = { kind: "unknown", note: `the engine calls it ${op}` } as const;
        return [{ section: "loses", name: nameOf(step, undefined).name, who }];
      }
      // What a component groups has steps of its own.
      const stays = before !== undefined && (before.id === undefined || before.isRetained);
      const mayRemove = effect === "removal" || effect === "unknown" || op === "replace";
      const section = mayRemove && !stays ? "otherRemovals" : "rest";
      return [{ section, name: `${type} ${name}`, note: op }];
    });
}
