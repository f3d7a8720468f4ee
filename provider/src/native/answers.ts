import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type { Problem } from "../domain/problem.js";
import { toMessage } from "../domain/readable.js";
import type { Changes } from "../domain/findChanges.js";

/** With the property the engine prints its value: of a payload in base64 some 10 kB. */
export function toCheckFailure({ path, reason }: Problem): messages.CheckFailure {
  const failure = new messages.CheckFailure();
  const isPayload = path === "payload";
  failure.setProperty(isPayload ? "" : path);
  failure.setReason(toMessage(isPayload ? `${path} ${reason}` : reason));
  return failure;
}

const { Kind } = messages.PropertyDiff;

/** Without and with a replacement. */
const kinds = {
  ADD: [Kind.ADD, Kind.ADD_REPLACE],
  DELETE: [Kind.DELETE, Kind.DELETE_REPLACE],
  UPDATE: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

export function writeDiff(
  response: messages.DiffResponse,
  changes: Changes,
  replaces: readonly string[],
): void {
  const detail = response.getDetaileddiffMap();
  for (const [path, change] of changes) {
    const difference = new messages.PropertyDiff();
    difference.setKind(kinds[change][replaces.includes(path) ? 1 : 0]);
    detail.set(path, difference);
  }
  for (const name of replaces.filter((each) => !detail.has(each))) {
    const difference = new messages.PropertyDiff();
    difference.setKind(Kind.UPDATE_REPLACE);
    detail.set(name, difference);
  }
  response.setReplacesList([...replaces]);
  response.setHasdetaileddiff(detail.getLength() > 0);
  const names = [...detail.keys()].map((path) => path.replace(/\[.*/s, ""));
  response.setDiffsList([...new Set(names)]);
}
