import {
  normalizeConfiguration,
  type CheckedConfiguration,
  type ConfigurationInputs,
} from "../../domain/configuration.js";
import { findConfigurationProblems } from "../../domain/findConfigurationProblems.js";
import { findProfileProblems } from "../../profile/findProfileProblems.js";
import type { Problem } from "../../domain/problem.js";
import { pick, isUnknown, unknownValue } from "../../domain/values.js";
import type { ProvisioningProfile } from "../../domain/provisioningProfile.js";
import { readProfile } from "../../profile/readProfile.js";
import { decodePayload, keepPayload } from "./configurationState.js";

type RecordedProfile = Pick<CheckedConfiguration, "payloadSha256" | "profile">;

export function checkConfiguration(
  raw: ConfigurationInputs,
  recorded: Partial<RecordedProfile>,
  nowMs: number,
): { inputs: CheckedConfiguration; problems: Problem[] } {
  const refuse = (problems: Problem[]) => ({
    inputs: raw as unknown as CheckedConfiguration,
    problems,
  });
  const shapeProblems = findConfigurationProblems({ ...raw }, recorded.profile !== undefined);
  if (shapeProblems.length > 0) return refuse(shapeProblems);
  const found = findProfile(raw, recorded);
  if ("problem" in found) return refuse([{ path: "payload", reason: found.problem }]);
  const { profile } = found;
  const inputs = normalizeConfiguration(raw);
  if (isUnknown(profile))
    return { inputs: { expirationDateTime: unknownValue, ...inputs, ...found }, problems: [] };
  const { expirationDateTime } = profile;
  const allowExpired = raw.allowExpired === true || isUnknown(raw.allowExpired);
  const expected = { nowMs, expirationDateTime: raw.expirationDateTime ?? undefined, allowExpired };
  const { problems } = findProfileProblems(profile, expected);
  if (problems.length > 0) return refuse(problems);
  return { inputs: { expirationDateTime, ...inputs, ...found }, problems };
}

function findProfile({ payload }: ConfigurationInputs, recorded: Partial<RecordedProfile>) {
  if (isUnknown(payload))
    return {
      payloadSha256: unknownValue,
      profile: unknownValue as unknown as ProvisioningProfile,
    };
  // Only these two former inputs may replace the program's.
  if (typeof payload !== "string")
    return pick(recorded as RecordedProfile, ["payloadSha256", "profile"]);
  const bare = payload.replaceAll(/\s/g, "");
  const read = readProfile(decodePayload(bare));
  return "problem" in read ? read : { profile: read.profile, payloadSha256: keepPayload(bare) };
}
