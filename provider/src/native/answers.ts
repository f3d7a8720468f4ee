import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type { Problem } from "../domain/problem.js";
import { toMessage } from "../domain/readable.js";
import type { Changes } from "./findChanges.js";

/** With a property the engine prints its value: 10 kB of a payload. */
export function toCheckFailure({ path, reason }: Problem): messages.CheckFailure {
  const isPayload = path === "payload";
  return new messages.CheckFailure()
    .setProperty(isPayload ? "" : path)
    .setReason(toMessage(isPayload ? `${path} ${reason}` : reason));
}

/** The paths of `changes`, and whole properties for `replaces`. */
export function toDiff(changes: Changes, replaces: readonly string[], isSame: boolean) {
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  const response = new messages.DiffResponse()
    .setChanges(isSame ? DIFF_NONE : DIFF_SOME)
    .setReplacesList([...replaces]);
  const replaced = replaces.map((name) => [name, "UPDATE"] as const);
  for (const [path, change] of new Map([...replaced, ...changes])) {
    const kind = replaces.includes(path) ? (`${change}_REPLACE` as const) : change;
    const difference = new messages.PropertyDiff().setKind(messages.PropertyDiff.Kind[kind]);
    response.getDetaileddiffMap().set(path, difference);
  }
  const paths = [...response.getDetaileddiffMap().keys()];
  const names = paths.map((path) => path.replace(/\[.*/s, ""));
  return response.setHasdetaileddiff(names.length > 0).setDiffsList([...new Set(names)]);
}
