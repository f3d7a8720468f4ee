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
import { decodePayload, keepPayload } from "./configurationState.js";

/** The state's inputs hold the file's hash, not the file. */
type RecordedProfile = Pick<CheckedConfiguration, "payloadSha256" | "profile">;

export function checkConfiguration(
  raw: ConfigurationInputs,
  recorded: Partial<RecordedProfile>,
  nowMs: number,
): { inputs: CheckedConfiguration; problems: Problem[] } {
  const refused = raw as unknown as CheckedConfiguration;
  const shapeProblems = findConfigurationProblems({ ...raw }, recorded.profile !== undefined);
  if (shapeProblems.length > 0) return { inputs: refused, problems: shapeProblems };
  const found = findProfile(raw, recorded);
  if ("problem" in found)
    return { inputs: refused, problems: [{ path: "payload", reason: found.problem }] };
  const { profile } = found;
  const isKnown = !isUnknown(profile);
  const expirationDateTime = raw.expirationDateTime ?? undefined;
  const allowExpired = raw.allowExpired === true || isUnknown(raw.allowExpired);
  const expected = { nowMs, expirationDateTime, allowExpired };
  const problems = isKnown ? findProfileProblems(profile, expected).problems : [];
  if (problems.length > 0) return { inputs: refused, problems };
  const end = { expirationDateTime: isKnown ? profile.expirationDateTime : unknownValue };
  return { inputs: { ...end, ...normalizeConfiguration(raw), ...found }, problems };
}

function findProfile({ payload }: ConfigurationInputs, recorded: Partial<RecordedProfile>) {
  if (isUnknown(payload))
    return {
      payloadSha256: unknownValue,
      profile: unknownValue as unknown as ProvisioningProfile,
    };
  // A payload may be missing only if the state has a profile.
  if (typeof payload !== "string") {
    // The engine passes all former inputs; only these two may replace the program's.
    const { payloadSha256, profile } = recorded as RecordedProfile;
    return { payloadSha256, profile };
  }
  const bare = payload.replaceAll(/\s/g, "");
  const read = readProfile(decodePayload(bare));
  return "problem" in read ? read : { profile: read.profile, payloadSha256: keepPayload(bare) };
}
