import { findFilterWarnings } from "../domain/findAssignmentProblems.js";
import type { Assignment } from "../domain/assignment.js";
import type { ProvisioningProfile } from "../domain/provisioningProfile.js";
import { isUnknown, unknownValue } from "../domain/unknown.js";
import { assignmentsHandlers } from "../handlers/assignments/assignmentsHandlers.js";
import { configurationHandlers } from "../handlers/configuration/configurationHandlers.js";
import { unreadState } from "../domain/configuration.js";
import { hostResource, type HostedResource } from "../hosting/hostResource.js";
import { readPayload } from "../hosting/readPayload.js";
import type { SharedContext } from "../hosting/sharedContext.js";
import { findProfileWarnings } from "../profile/findProfileProblems.js";
import { configurationCodec } from "../hosting/codec.js";
import { listedSetCodec, setNames } from "../hosting/recordedSet.js";
import { omit } from "../domain/properties.js";

export type Values = Readonly<Record<string, unknown>>;

/** A kind of resource, and what of it the engine's protocol asks beyond the handlers. */
export interface Kind {
  hosted: HostedResource;
  /** What a detailed diff compares: inputs that the state has too. */
  comparedNames: readonly string[];
  /** Names of properties that are secret where another is. */
  secretWith: Readonly<Record<string, string>>;
  /** The inputs as a program writes them, with files read. */
  prepare: (news: Values) => Promise<Values>;
  /** Warnings about inputs that check has accepted. */
  warn: (inputs: Values, raw: Values) => readonly string[];
  /** What a preview knows of the id and the state that a write would lead to. */
  preview: (inputs: Values, olds?: Values) => { id: string; state: Values };
  /** What checked inputs always have. */
  requiredNames: readonly string[];
  /** What is no value that the engine could have got from here: a name, or nothing. */
  findMisfit: (values: Values) => string | undefined;
}

const configurationToken = "intune:index:IosLobAppProvisioningConfiguration";
const assignmentsToken = "intune:index:IosLobAppProvisioningConfigurationAssignments";

export function createKinds(shared: SharedContext): ReadonlyMap<string, Kind> {
  return new Map([
    [assignmentsToken, createSetKind(shared)],
    [configurationToken, createConfigurationKind(shared)],
  ]);
}

function createSetKind(shared: SharedContext): Kind {
  return {
    hosted: hostResource(assignmentsHandlers, listedSetCodec, shared),
    comparedNames: ["configurationId", ...setNames, "mode", "unmanaged"],
    secretWith: {
      unmanagedAssignments: "assignments",
      unmanagedGroupAssignments: "groupAssignments",
    },
    prepare: (news) => Promise.resolve(news),
    warn: ({ assignments }) =>
      isUnknown(assignments) ? [] : findFilterWarnings(assignments as Assignment[]),
    preview: (inputs) => ({
      id: isUnknown(inputs["configurationId"]) ? "" : String(inputs["configurationId"]),
      state: {
        groupAssignments: null,
        ...inputs,
        unmanagedAssignments: [],
        unmanagedGroupAssignments: [],
      },
    }),
    requiredNames: ["configurationId", "assignments"],
    findMisfit: (values) =>
      allSetNames.find((name) => !isSetOrUnknown(values[name])) ??
      findWrongText(values, ["configurationId", "mode", "unmanaged"]),
  };
}

const allSetNames = [...setNames, "unmanagedAssignments", "unmanagedGroupAssignments"];

/** Entries, or the labelled form of the dynamic shell. */
function isSetOrUnknown(set: unknown): boolean {
  if (set === undefined || set === null || isUnknown(set)) return true;
  return (
    typeof set === "object" && Object.values(set).every((each) => isObject(each) || isUnknown(each))
  );
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function findWrongText(values: Values, names: readonly string[]): string | undefined {
  return names.find(
    (name) => !["string", "undefined"].includes(typeof (values[name] ?? undefined)),
  );
}

const texts = ["displayName", "description", "payloadFileName", "payloadSha256", "adoptId"];

function createConfigurationKind(shared: SharedContext): Kind {
  return {
    hosted: hostResource(configurationHandlers, configurationCodec, shared),
    comparedNames: Object.keys(unreadState).filter((name) => !serviceNames.includes(name)),
    secretWith: { payloadSha256: "payload", profile: "payload" },
    async prepare(raw) {
      const news = omit(raw, "expiryWarningDays");
      const { payload } = news;
      if (payload === undefined || payload === null || isUnknown(payload)) return news;
      const content = await readPayload(payload);
      const payloadFileName = news["payloadFileName"] ?? content.payloadFileName;
      return {
        ...news,
        payload: content.payload,
        ...(payloadFileName !== undefined && { payloadFileName }),
      };
    },
    warn({ profile }, { expiryWarningDays }) {
      if (isUnknown(profile)) return [];
      const days = typeof expiryWarningDays === "number" ? expiryWarningDays : undefined;
      return findProfileWarnings(profile as ProvisioningProfile, days);
    },
    preview: ({ adoptId, ...inputs }, olds) => ({
      id: typeof adoptId === "string" && !isUnknown(adoptId) ? adoptId : "",
      state: {
        ...unreadState,
        ...omit(inputs, "allowExpired", "replaceOnRenewal"),
        ...Object.fromEntries(serviceNames.map((name) => [name, unknownValue])),
        ...(olds && { createdDateTime: olds["createdDateTime"] }),
      },
    }),
    requiredNames: ["displayName", "payloadFileName", "payloadSha256", "profile"],
    findMisfit: (values) => {
      const { profile, roleScopeTagIds } = values;
      if (profile !== undefined && profile !== null && !isUnknown(profile) && !isObject(profile))
        return "profile";
      if (!Array.isArray(roleScopeTagIds ?? []) && !isUnknown(roleScopeTagIds))
        return "roleScopeTagIds";
      return findWrongText(values, [...texts, "expirationDateTime", "createdDateTime"]);
    },
  };
}

/** What Intune sets by itself. */
const serviceNames: readonly string[] = ["version", "createdDateTime", "lastModifiedDateTime"];
