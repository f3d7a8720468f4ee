import type { Entry } from "../../provider/dist/domain/entry.js";
import { assignmentFromWire, toAssignBody } from "../../provider/dist/graph/wire.js";

/** A target as Graph sends and takes it. */
export type WireTarget = Readonly<Record<string, unknown>>;

/** The target that is sent for an entry which is not live. */
export function toTarget(entry: Entry): WireTarget {
  const body = toAssignBody({ entries: [entry], live: [], sendsOlder: false });
  const [sent] = body["iOSLobAppProvisioningConfigAssignments"] as { target: WireTarget }[];
  if (sent === undefined) throw new Error("The entry is not sent.");
  return sent.target;
}

/** The entry that is read from a target. */
export const readTarget = (target: unknown): Entry =>
  assignmentFromWire({ id: "x_0_0", target }).entry;

/** What comes out at the other end of the wire. */
export const overWire = (target: WireTarget): WireTarget =>
  JSON.parse(JSON.stringify(target)) as WireTarget;
