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

/** What the state's inputs hold of the profile; of the file itself they hold only the hash. */
type RecordedProfile = Pick<CheckedConfiguration, "payloadSha256" | "profile">;

/** Puts what the profile says in place of the file, which the program has read. */
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
  if (isUnknown(profile)) return accept(raw, found, unknownValue);
  const { problems } = findProfileProblems(profile, {
    nowMs,
    expirationDateTime: raw.expirationDateTime ?? undefined,
    // Not known yet: the update will tell.
    allowExpired: raw.allowExpired === true || isUnknown(raw.allowExpired),
  });
  return problems.length > 0 ? refuse(problems) : accept(raw, found, profile.expirationDateTime);
}

function accept(raw: ConfigurationInputs, found: RecordedProfile, expirationDateTime: string) {
  const inputs = { expirationDateTime, ...normalizeConfiguration(raw), ...found };
  return { inputs, problems: [] };
}

function findProfile(
  { payload }: ConfigurationInputs,
  recorded: Partial<RecordedProfile>,
): RecordedProfile | { problem: string } {
  if (isUnknown(payload))
    return {
      payloadSha256: unknownValue,
      profile: unknownValue as unknown as ProvisioningProfile,
    };
  // The shape was checked: a payload may be left out only where the state has a profile.
  if (typeof payload !== "string") {
    // The engine hands over all the former inputs, which must not stand in for the program's.
    const { payloadSha256, profile } = recorded as RecordedProfile;
    return { payloadSha256, profile };
  }
  const bare = payload.replaceAll(/\s/g, "");
  const read = readProfile(decodePayload(bare));
  return "problem" in read ? read : { profile: read.profile, payloadSha256: keepPayload(bare) };
}
