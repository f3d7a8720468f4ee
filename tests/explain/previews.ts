import type { Entry } from "../../provider/dist/domain/entry.js";
import {
  labelEntries,
  unlabelEntries,
  type LabelledSet,
} from "../../provider/dist/hosting/recordedSet.js";
import { assignmentsType, configurationType } from "../../provider/dist/handlers/declaration.js";

export type Properties = Record<string, unknown>;

/** A step as `pulumi preview --json` writes it. */
export interface RawStep {
  op: string;
  urn: string;
  oldState?: Properties;
  newState?: Properties;
}

const stackUrn = "urn:pulumi:production::intune::pulumi:pulumi:Stack::intune-production";

/** The nth id of a group or a configuration. */
export const groupId = (n: number): string => `${hex(n)}-0000-4000-8000-000000000001`;
export const profileId = (n: number): string => `${hex(n)}-0000-4000-8000-00000000000f`;
const hex = (n: number): string => n.toString(16).padStart(8, "0");

export const group = (n: number): Entry => ({ type: "groupAssignmentTarget", groupId: groupId(n) });
export const without = (n: number): Entry => ({
  type: "exclusionGroupAssignmentTarget",
  groupId: groupId(n),
});
export const allUsers: Entry = { type: "allLicensedUsersAssignmentTarget" };
export const allDevices: Entry = { type: "allDevicesAssignmentTarget" };

/** The text that the CLI writes. */
export function previewOf(steps: readonly RawStep[], more: Properties = {}): string {
  const changeSummary: Record<string, number> = {};
  for (const { op } of steps) changeSummary[op] = (changeSummary[op] ?? 0) + 1;
  return JSON.stringify({
    steps: [{ op: "same", urn: stackUrn }, ...steps],
    changeSummary,
    ...more,
  });
}

export interface SetSide {
  id?: number;
  entries?: readonly Entry[];
  /** What else the set declares, or in place of its entries. */
  more?: Properties;
  unmanaged?: readonly Entry[];
}

/** A step of an assignment set. The state has outputs, a program inputs alone. */
export function setStep(
  op: string,
  name: string,
  { before, after }: { before?: SetSide; after?: SetSide },
): RawStep {
  return {
    op,
    urn: `urn:pulumi:production::intune::${assignmentsType}::${name}`,
    ...(before && { oldState: stateOf(before) }),
    ...(after && { newState: { custom: true, inputs: propertiesOf(after) } }),
  };
}

function stateOf(side: SetSide): Properties {
  const outputs = propertiesOf(side);
  return { custom: true, id: outputs["configurationId"], inputs: outputs, outputs };
}

function propertiesOf({ id = 1, entries = [], unmanaged = [], more = {} }: SetSide): Properties {
  return {
    configurationId: profileId(id),
    assignments: labelEntries(entries, { unmanaged }),
    ...more,
  };
}

/** The same of the native plugin, which records lists. */
export function natively(step: RawStep): RawStep {
  const readLists = (_key: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && "assignments" in value
      ? { ...value, assignments: unlabelEntries(value.assignments as LabelledSet) }
      : value;
  return JSON.parse(
    JSON.stringify(step).replaceAll("pulumi-nodejs:dynamic/intune:", "intune:index:"),
    readLists,
  ) as RawStep;
}

/** The same under this provider, before and after. */
export function providedBy(provider: string, { oldState, newState, ...step }: RawStep): RawStep {
  return {
    ...step,
    ...(oldState && { oldState: { ...oldState, provider } }),
    ...(newState && { newState: { ...newState, provider } }),
  };
}

/** A step of a profile, which has this id before. */
export function profileStep(
  op: string,
  displayName: string,
  { id = 1, before, after }: { id?: number; before?: Properties; after?: Properties },
): RawStep {
  const known = { displayName, expirationDateTime: "2027-01-31T00:00:00Z", payloadSha256: "aa" };
  return {
    op,
    urn: `urn:pulumi:production::intune::${configurationType}::${displayName}`,
    ...(before && {
      oldState: { custom: true, id: profileId(id), outputs: { ...known, ...before } },
    }),
    ...(after && { newState: { custom: true, inputs: { ...known, ...after } } }),
  };
}
