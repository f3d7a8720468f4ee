// @ts-nocheck
import { configurationOrigin, type GraphSettings, type SettingName } from "../settingsTable.js";

/** What platforms set in every job or pod, whether or not it is to sign in to Intune. */
const ambientVariables = [
  "ACTIONS_ID_TOKEN_REQUEST_URL",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
  "AZURE_FEDERATED_TOKEN_FILE",
];

/** The rank of what a platform set; a person's own settings rank lower, that is, before it. */
export const ambientRank = 3;

/** Where a setting stands in precedence, 0 first; Infinity where it is not set, or a switch that is off. */
export function rankSetting(settings: GraphSettings, name: SettingName): number {
  const origin = settings.origins[name];
  if (origin === undefined || settings[name] === undefined || settings[name] === false) {
    return Infinity;
  }
  if (origin === configurationOrigin) return 0;
  if (ambientVariables.includes(origin)) return ambientRank;
  return origin.startsWith("ARM_") ? 1 : 2;
}
