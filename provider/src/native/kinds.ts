import type { Assignment } from "../domain/assignment.js";
import { unreadState } from "../domain/configuration.js";
import { findFilterWarnings } from "../domain/findInputProblems.js";
import { isGiven } from "../domain/problem.js";
import { isRecord, omit, isUnknown, unknownValue, type Values } from "../domain/values.js";
import type { ProvisioningProfile } from "../domain/provisioningProfile.js";
import { assignmentsHandlers } from "../handlers/assignments/assignmentsHandlers.js";
import { configurationHandlers } from "../handlers/configuration/configurationHandlers.js";
import { configurationCodec } from "../hosting/codec.js";
import { hostResource, type HostedResource } from "../hosting/hostResource.js";
import { readPayload } from "../hosting/readPayload.js";
import { setNames, unmanagedNames } from "../hosting/recordedSet.js";
import type { SharedContext } from "../hosting/sharedContext.js";
import { findProfileWarnings } from "../profile/findProfileProblems.js";
import { listedSetCodec } from "./listedSetCodec.js";

/** With what the protocol needs beyond the handlers. */
export interface Kind {
  hosted: HostedResource;
  /** Inputs that the state has too. */
  comparedNames: readonly string[];
  /** The names are secret if their values are. */
  secretWith: Readonly<Record<string, string>>;
  /** Reads files. */
  prepare: (news: Values) => Values | Promise<Values>;
  /** About inputs that check accepted. */
  warn: (inputs: Values, raw: Values) => readonly string[];
  /** A preview knows `state`, the inputs without `omits`, and the id if `idName` is known. */
  previewed: { state: Values; omits: readonly string[]; idName: string };
  /** Of checked inputs. */
  requiredNames: readonly string[];
  /** What each property may be, besides null and unknown. */
  forms: Readonly<Record<string, (value: unknown) => boolean>>;
}

export function createKinds(shared: SharedContext): ReadonlyMap<string, Kind> {
  const sets = hostResource(assignmentsHandlers, listedSetCodec, shared);
  const configurations = hostResource(configurationHandlers, configurationCodec, shared);
  return new Map<string, Kind>([
    [`${configurationToken}Assignments`, { ...setKind, hosted: sets }],
    [configurationToken, { ...configurationKind, hosted: configurations }],
  ]);
}

const configurationToken = "intune:index:IosLobAppProvisioningConfiguration";

const isText = (value: unknown): boolean => typeof value === "string";

/** Entries, or the dynamic shell's labelled form. */
const isSet = (value: unknown): boolean =>
  Object.values(Array.isArray(value) || isRecord(value) ? value : [undefined]).every(
    (each) => isRecord(each) || isUnknown(each),
  );

const formsOf = (fits: (value: unknown) => boolean, names: readonly string[]): Kind["forms"] =>
  Object.fromEntries(names.map((name) => [name, fits]));

const setKind: Omit<Kind, "hosted"> = {
  comparedNames: ["configurationId", ...setNames, "mode", "unmanaged"],
  secretWith: {
    unmanagedAssignments: "assignments",
    unmanagedGroupAssignments: "groupAssignments",
  },
  prepare: (news) => news,
  warn: ({ assignments }) =>
    isUnknown(assignments) ? [] : findFilterWarnings(assignments as Assignment[]),
  previewed: {
    state: { groupAssignments: null, unmanagedAssignments: [], unmanagedGroupAssignments: [] },
    omits: [],
    idName: "configurationId",
  },
  requiredNames: ["configurationId", "assignments"],
  forms: {
    ...formsOf(isSet, [...setNames, ...unmanagedNames]),
    ...formsOf(isText, ["configurationId", "mode", "unmanaged"]),
  },
};

/** What Intune sets by itself. */
const serviceState: Values = {
  version: unknownValue,
  createdDateTime: unknownValue,
  lastModifiedDateTime: unknownValue,
};

const configurationKind: Omit<Kind, "hosted"> = {
  comparedNames: Object.keys(omit(unreadState, ...Object.keys(serviceState))),
  secretWith: { payloadSha256: "payload", profile: "payload" },
  async prepare(raw) {
    const news = omit(raw, "expiryWarningDays");
    const { payload, payloadFileName } = news;
    if (!isGiven(payload) || isUnknown(payload)) return news;
    const content = await readPayload(payload);
    return { ...news, ...content, ...(isGiven(payloadFileName) && { payloadFileName }) };
  },
  warn({ profile }, { expiryWarningDays }) {
    if (isUnknown(profile)) return [];
    const days = typeof expiryWarningDays === "number" ? expiryWarningDays : undefined;
    return findProfileWarnings(profile as ProvisioningProfile, days);
  },
  previewed: {
    state: { ...unreadState, ...serviceState },
    omits: ["adoptId", "allowExpired", "replaceOnRenewal"],
    idName: "adoptId",
  },
  requiredNames: ["displayName", "payloadFileName", "payloadSha256", "profile"],
  forms: {
    profile: isRecord,
    roleScopeTagIds: Array.isArray,
    ...formsOf(isText, ["displayName", "description", "payloadFileName", "payloadSha256"]),
    ...formsOf(isText, ["adoptId", "expirationDateTime", "createdDateTime"]),
  },
};
