import { contentNames } from "../domain/configuration.js";
import { toReadable } from "../domain/readable.js";
import { sortKeys } from "../domain/values.js";
import { isConfiguration } from "../handlers/declaration.js";
import { containsSecret, secretText } from "./engineRun.js";
import type { EngineRun, Recorded, Step } from "./engineRun.js";
import type { Finding, SectionKey } from "./explanation.js";
import type { NameProfile } from "./nameProfiles.js";

/** @param namedIds configurations that have losers already, by their sets. */
export function explainProfiles(
  { kind, steps }: EngineRun,
  nameOf: NameProfile,
  namedIds: ReadonlySet<string | undefined>,
): Finding[] {
  const all = steps.filter(isConfiguration);
  const held = new Set(all.flatMap(listHeld));
  return all
    .filter(({ effect }) => effect !== "none")
    .flatMap((step): Finding[] => {
      const { before, after } = step;
      const { name, configurationId } = nameOf(step, before?.id ?? after?.adoptId);
      const isHeld = before?.id !== undefined && held.has(`${before.id} ${String(step.remover)}`);
      const [section, ...notes] = describeStep(step, isHeld);
      const finding = { section, name, configurationId, note: notes.join(", ") };
      const takesAll = kind !== "refresh" && before?.outputs["deleteAssigned"] === true;
      const isNamed = !takesAll && namedIds.has(configurationId ?? "");
      if (isNamed || (section !== "deleted" && section !== "replaced")) return [finding];
      const who = { kind: "everyone" } as const;
      return [finding, { section: "loses", key: configurationId, name, configurationId, who }];
    });
}

/** What the resource has after the run: no delete by its own provider removes it. */
function listHeld({ effect, op, before, after }: Step): string[] {
  if (effect === "removal") return [];
  const ids = [after?.adoptId, op === "replace" ? undefined : before?.id];
  return ids.map((id) => `${String(id)} ${String(after?.provider)}`);
}

/** @param isHeld a resource has the configuration afterwards. */
function describeStep(step: Step, isHeld: boolean): [section: SectionKey, ...notes: string[]] {
  const { op, effect, before, after } = step;
  const [was, willBe] = [expiryOf(before), expiryOf(after)];
  if (op === "create")
    return ["new", ...(after?.adoptId ? ["taken over as it is"] : []), `expires ${willBe}`];
  const isGone = effect === "removal";
  if (isHeld && (op === "replace" || isGone)) return ["rest", "moves to another resource"];
  if (op === "replace") return ["replaced", "the former one is deleted", `expires ${was}`];
  if (isGone && before?.isRetained) return ["rest", "leaves the stack, stays in Intune"];
  if (isGone) return ["deleted", `expires ${was}`];
  const changed = op === "update" && before ? listChanged(before, after) : [];
  const others = changed.filter((name) => !["payloadSha256", "expirationDateTime"].includes(name));
  const changes = others.length === 0 ? [] : [`changes ${others.join(", ")}`];
  if (changed.includes("payloadSha256"))
    return ["renewed", `expires ${was} → ${willBe}`, ...changes];
  return ["rest", ...(changes.length === 0 ? [op] : changes)];
}

/** Undeclared scope tags stay as they are. */
function listChanged(before: Recorded, after: Recorded | undefined): string[] {
  const now = { ...after?.outputs, ...after?.inputs };
  const was = { ...before.inputs, ...before.outputs };
  return [...contentNames, "deleteAssigned"].filter(
    (name) =>
      (name !== "roleScopeTagIds" || now[name] !== undefined) &&
      textOf(was[name]) !== textOf(now[name]),
  );
}

/** Left out, null and false mean the same to a program; a secret is encrypted differently each time. */
function textOf(value: unknown): string {
  if (containsSecret(value)) return secretText;
  return JSON.stringify(value === false ? null : sortKeys(value ?? null));
}

function expiryOf(recorded: Recorded | undefined): string {
  const { expirationDateTime } = { ...recorded?.outputs, ...recorded?.inputs };
  return typeof expirationDateTime === "string" ? toReadable(expirationDateTime.slice(0, 10)) : "?";
}
