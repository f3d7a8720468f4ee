import { createHash } from "node:crypto";
import {
  contentNames,
  findContentDifferences,
  normalizeConfiguration,
  normalizeTags,
  unreadState,
  type CheckedConfiguration,
  type ConfigurationInputs,
  type ConfigurationState,
  type ContentName,
  type LiveConfiguration,
} from "../../domain/configuration.js";
import { findConfigurationProblems } from "../../domain/findConfigurationProblems.js";
import type { Problem } from "../../domain/problem.js";
import { isUnknown, normalizeInstant, omit, pick, unknownValue } from "../../domain/values.js";
import { describeConfiguration } from "../../graph/configurationsApi.js";
import { findProfileProblems } from "../../profile/findProfileProblems.js";
import { readProfile } from "../../profile/readProfile.js";

type RecordedProfile = Pick<CheckedConfiguration, "payloadSha256" | "profile">;

export function checkConfiguration(
  raw: ConfigurationInputs,
  recorded: Partial<RecordedProfile>,
  nowMs: number,
): { inputs: CheckedConfiguration; problems: Problem[] } {
  const unchecked = raw as unknown as CheckedConfiguration;
  const shapeProblems = findConfigurationProblems({ ...raw }, recorded.profile !== undefined);
  if (shapeProblems.length > 0) return { inputs: unchecked, problems: shapeProblems };
  const found = findProfile(raw, recorded);
  if ("problem" in found)
    return { inputs: unchecked, problems: [{ path: "payload", reason: found.problem }] };
  const inputs = { ...normalizeConfiguration(raw), ...found };
  if (isUnknown(found.profile))
    return { inputs: { expirationDateTime: unknownValue, ...inputs }, problems: [] };
  const allowExpired = raw.allowExpired === true || isUnknown(raw.allowExpired);
  const expected = { nowMs, expirationDateTime: raw.expirationDateTime, allowExpired };
  const { problems } = findProfileProblems(found.profile, expected);
  if (problems.length > 0) return { inputs: unchecked, problems };
  const { expirationDateTime } = found.profile;
  return { inputs: { expirationDateTime, ...inputs }, problems };
}

function findProfile({ payload }: ConfigurationInputs, recorded: Partial<RecordedProfile>) {
  if (isUnknown(payload))
    return { payloadSha256: unknownValue, profile: unknownValue } as unknown as RecordedProfile;
  // Only these two former inputs may replace the program's.
  if (typeof payload !== "string")
    return pick(recorded as RecordedProfile, ["payloadSha256", "profile"]);
  const bare = payload.replaceAll(/\s/g, "");
  const read = readProfile(Buffer.from(bare, "base64"));
  return "problem" in read ? read : { profile: read.profile, payloadSha256: keepPayload(bare) };
}

/** For a state without a former one: it has the scope tags too. */
export const nothingKnown: ConfigurationState = { ...unreadState, roleScopeTagIds: [] };

/** @param known the former state, or the goal: its profile counts if Graph returns no payload. */
export function stateOf(live: LiveConfiguration, known: ConfigurationState): ConfigurationState {
  return {
    ...omit(live, "id", "payload"),
    expirationDateTime: live.expirationDateTime && normalizeInstant(live.expirationDateTime),
    roleScopeTagIds: known.roleScopeTagIds && normalizeTags(live.roleScopeTagIds ?? []),
    ...readPayload(live.payload, known),
    deleteAssigned: known.deleteAssigned,
  };
}

function readPayload(payload: string | null, { payloadSha256, profile }: ConfigurationState) {
  const liveSha256 = payload === null ? payloadSha256 : hashPayload(payload);
  if (payload === null || liveSha256 === payloadSha256) return { payloadSha256, profile };
  const read = readProfile(Buffer.from(payload, "base64"));
  return { payloadSha256: liveSha256, profile: "profile" in read ? read.profile : null };
}

export function goalOf(inputs: CheckedConfiguration): ConfigurationState {
  return { ...unreadState, ...inputs };
}

export function compareWithDeclared(live: LiveConfiguration, inputs: CheckedConfiguration) {
  const goal = goalOf(inputs);
  const state = stateOf(live, goal);
  return { state, differing: findContentDifferences(state, goal) };
}

export function contentOf(inputs: CheckedConfiguration, names: readonly ContentName[]) {
  const { payloadSha256, ...content } = pick(goalOf(inputs), names);
  const payload = payloadSha256 && { payload: recallPayload(payloadSha256) };
  return { ...content, ...payload };
}

export function inputsOf(state: ConfigurationState): CheckedConfiguration {
  const given = [...contentNames, "profile" as const].filter((name) => state[name] !== null);
  const deleteAssigned = state.deleteAssigned && { deleteAssigned: true };
  return { ...pick(state, given), ...deleteAssigned } as CheckedConfiguration;
}

export function describeUnstored(id: string, names: readonly ContentName[]): string {
  return (
    `Graph accepted ${describeConfiguration(id)}, but shows other values than were sent: ${nameProperties(names)}. ` +
    "Run `pulumi preview` to see what differs, and `pulumi up` to send it again."
  );
}

export function nameProperties(names: readonly ContentName[]): string {
  return names.map((name) => (name === "payloadSha256" ? "payload" : name)).join(", ");
}

/** By hash: states hold no base64. Check and write run in one process. */
const payloads = new Map<string, string>();

function keepPayload(payload: string): string {
  const sha256 = hashPayload(payload);
  payloads.set(sha256, payload);
  return sha256;
}

function recallPayload(sha256: string): string {
  const payload = payloads.get(sha256);
  if (payload !== undefined) return payload;
  throw new Error(
    `The provisioning profile with the SHA-256 ${sha256} is missing: nothing was sent. ` +
      "Name its file in `payload`, and run the command again.",
  );
}

/** Base64 has several spellings. */
function hashPayload(payload: string): string {
  return createHash("sha256").update(payload, "base64").digest("hex");
}
