import {
  normalizeConfiguration,
  type CheckedConfiguration,
  type ConfigurationInputs,
} from "../../domain/configurationInputs.js";
import { findConfigurationProblems } from "../../domain/findConfigurationProblems.js";
import { findProfileProblems } from "../../profile/findProfileProblems.js";
import type { Problem } from "../../domain/problem.js";
import type { ProvisioningProfile } from "../../domain/provisioningProfile.js";
import { isUnknown, unknownValue } from "../../domain/unknown.js";
import { readProfile } from "../../profile/readProfile.js";
import { decodePayload, keepPayload } from "./payloads.js";

/** Checked inputs where there is no problem, the inputs as they came where there is one. */
export interface CheckResult {
  inputs: CheckedConfiguration;
  problems: Problem[];
}

/** What the state's inputs tell of the profile; of the file itself they tell only the hash. */
type RecordedProfile = Partial<Pick<CheckedConfiguration, "payloadSha256" | "profile">>;

/** The engine's `check`: no I/O, since the program has read the file. It puts what the profile says in place of it. */
export function checkConfiguration(
  raw: ConfigurationInputs,
  recorded: RecordedProfile,
  nowMs: number,
): CheckResult {
  const asTheyCame = raw as unknown as CheckedConfiguration;
  const shapeProblems = findConfigurationProblems({ ...raw }, recorded.profile !== undefined);
  if (shapeProblems.length > 0) return { inputs: asTheyCame, problems: shapeProblems };
  const found = findProfile(raw, recorded);
  if ("problem" in found)
    return { inputs: asTheyCame, problems: [{ path: "payload", reason: found.problem }] };
  const { profile, payloadSha256 } = found;
  const problems = isUnknown(profile) ? [] : findProblemsOf(profile, raw, nowMs);
  if (problems.length > 0) return { inputs: asTheyCame, problems };
  const { expirationDateTime } = isUnknown(profile)
    ? { expirationDateTime: unknownValue }
    : profile;
  const inputs = { expirationDateTime, ...normalizeConfiguration(raw), payloadSha256, profile };
  return { inputs, problems };
}

function findProfile(
  { payload }: ConfigurationInputs,
  recorded: RecordedProfile,
): Required<RecordedProfile> | { problem: string } {
  if (isUnknown(payload)) return unknownProfile;
  if (typeof payload !== "string") return recorded as Required<RecordedProfile>;
  const bare = payload.replaceAll(/\s/g, "");
  const read = readProfile(decodePayload(bare));
  return "problem" in read ? read : { profile: read.profile, payloadSha256: keepPayload(bare) };
}

const unknownProfile: Required<RecordedProfile> = {
  payloadSha256: unknownValue,
  profile: unknownValue as unknown as ProvisioningProfile,
};

/** What the profile says against itself, the program, and the day. */
function findProblemsOf(
  profile: ProvisioningProfile,
  { expirationDateTime, allowExpired }: ConfigurationInputs,
  nowMs: number,
): Problem[] {
  return findProfileProblems(profile, {
    nowMs,
    expirationDateTime: expirationDateTime ?? undefined,
    // Not known yet: the update will tell.
    allowExpired: allowExpired === true || isUnknown(allowExpired),
  }).problems;
}
