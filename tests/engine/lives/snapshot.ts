import { createHash } from "node:crypto";
import type { TestTenant } from "../tenantStack.ts";
import { readState } from "../readState.ts";
import { payloadOf, profileOf } from "./program.ts";

/** A configuration in Intune. */
export interface Live {
  id: string;
  title: string;
  profile: number;
  groups: number[];
}

/** A configuration or a set in the state. */
export interface Recorded {
  urn: string;
  kind: "configuration" | "set";
  /** Of the configuration, for a set too. */
  id: string;
  /** URNs of what it is deleted before. */
  dependencies: string[];
  /** Replaced, and still to be deleted. */
  isPending: boolean;
  /** Its last write failed half-way, or nobody has read yet what was taken over. */
  isUnsettled: boolean;
  /** Of a configuration: what it holds, as last seen; empty where nobody has. */
  title: string;
  sha256: string;
  /** Of a set: the groups that a preview shows going where the program does not declare them. */
  seen: number[];
  /** Of a set: those of the groups that are this stack's. */
  owned: number[];
}

/** What is live and what the state has of it, at one moment. */
export interface Snapshot {
  live: Map<string, Live>;
  recorded: Recorded[];
}

export function takeSnapshot(tenant: TestTenant, stackName: string): Snapshot {
  const portal = tenant.emulator.tenant;
  const live = portal.configurations.map(({ id, displayName, payload }) => ({
    id,
    title: displayName,
    profile: profileOf(payload),
    groups: portal.assignmentsOf(id).map(({ groupId }) => numberOf(groupId ?? "")),
  }));
  return {
    live: new Map(live.map((each) => [each.id, each])),
    recorded: readState<Resource>(tenant.folder, stackName).flatMap(toRecorded),
  };
}

/** Whether it holds this title and profile. */
export function holds(
  { title, sha256 }: Pick<Recorded, "title" | "sha256">,
  content: Pick<Live, "title" | "profile">,
): boolean {
  return title === content.title && sha256 === hashOf(content.profile);
}

function hashOf(profile: number): string {
  return createHash("sha256")
    .update(Buffer.from(payloadOf(profile), "base64"))
    .digest("hex");
}

interface Resource {
  urn: string;
  type: string;
  id?: string;
  delete?: boolean;
  dependencies?: string[];
  initErrors?: string[];
  outputs?: {
    displayName?: string;
    payloadSha256?: string | null;
    configurationId?: string;
    assignments?: Record<string, { unmanaged?: boolean }>;
  };
}

function toRecorded({ urn, type, id, outputs = {}, ...resource }: Resource): Recorded[] {
  if (id === undefined || !type.includes("dynamic/intune:")) return [];
  const isSet = type.endsWith("Assignments");
  const { displayName = "", payloadSha256 } = outputs;
  const entries = Object.entries(outputs.assignments ?? {}).map(([label, { unmanaged }]) => ({
    group: numberOf(label.split(" ").at(-1) ?? ""),
    isOwned: unmanaged !== true,
  }));
  return [
    {
      urn,
      kind: isSet ? "set" : "configuration",
      id,
      dependencies: resource.dependencies ?? [],
      isPending: resource.delete === true,
      isUnsettled: (resource.initErrors ?? []).length > 0 || (!isSet && displayName === ""),
      title: displayName,
      sha256: payloadSha256 ?? "",
      seen: entries.map(({ group }) => group),
      owned: entries.filter(({ isOwned }) => isOwned).map(({ group }) => group),
    },
  ];
}

function numberOf(groupId: string): number {
  return Number(groupId.slice(0, 8));
}
