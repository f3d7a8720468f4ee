import * as pulumi from "@pulumi/pulumi";
import type { Assignment, GroupAssignment, LiveAssignment } from "../domain/assignment.js";
import type { AssignmentsInputs } from "../domain/assignmentsInputs.js";
import { findFilterWarnings } from "../domain/findInputProblems.js";
import { markHalves } from "../domain/problem.js";
import { pickBy } from "../domain/values.js";
import { assignmentsType } from "../handlers/declaration.js";
import { providerPointer } from "../hosting/codec.js";
import { unlabelEntries, unlabelUnmanaged, type LabelledSet } from "../hosting/recordedSet.js";
import { findBesides } from "../program/besides.js";
import { isPlain, watchInputs } from "../program/endOfProgram.js";
import { createFirst, IntuneResource, nameOf, warnOf, type ArgsOf } from "./registration.js";

/** An entry of `assignments`; `target` makes them. */
export type AssignmentArgs = ArgsOf<Assignment>;

export type IosLobAppProvisioningConfigurationAssignmentsArgs = ArgsOf<AssignmentsInputs>;

/** Of both shells. */
export class AssignmentsResource extends IntuneResource {
  /** GUID. */
  declare readonly configurationId: pulumi.Output<string>;
  /** In authoritative mode the live set as last read, in additive mode this resource's entries. */
  declare readonly assignments: pulumi.Output<LiveAssignment[]>;
  /** The older collection; null if the program does not declare it. */
  declare readonly groupAssignments: pulumi.Output<GroupAssignment[] | null>;
  /** Those of `assignments` that a refresh found and no program has declared. The next update removes them. */
  declare readonly unmanagedAssignments: pulumi.Output<LiveAssignment[]>;
  /** Likewise those of `groupAssignments`. */
  declare readonly unmanagedGroupAssignments: pulumi.Output<GroupAssignment[]>;
}

/**
 * Who gets one iOS app provisioning configuration: its assignment set, written by one `assign` of Graph beta. The
 * resource's id is the configuration's.
 *
 * Unless `unmanaged` is `remove`, an undeclared live entry is removed only after a preview has shown it. Needs
 * `DeviceManagementApps.ReadWrite.All`; previews and refreshes need `DeviceManagementApps.Read.All`.
 * @example
 * ```ts
 * import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
 * new IosLobAppProvisioningConfigurationAssignments("field-service", {
 *   configurationId: "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11",
 *   assignments: [target.group("0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01"), target.allDevices()],
 * });
 * ```
 */
export class IosLobAppProvisioningConfigurationAssignments extends AssignmentsResource {
  constructor(
    name: string,
    args: IosLobAppProvisioningConfigurationAssignmentsArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const __provider = providerPointer("handlers/assignments");
    super(assignmentsType, name, { ...setProps(name, args, opts), __provider }, createFirst(opts));
    watchInputs(args, opts);
    showAsLists(this);
    if (opts?.id !== undefined) return;
    const { assignments } = args;
    const isKnown = Array.isArray(assignments) && isPlain(assignments);
    // Waiting for an output would cost time.
    if (!isKnown || findFilterWarnings(assignments).length > 0)
      warnOf(this, assignments, findFilterWarnings);
  }
}

export function setProps(
  name: string,
  args: IosLobAppProvisioningConfigurationAssignmentsArgs,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  // A key without a value is an unknown output in previews.
  if (opts?.id !== undefined) return { configurationId: undefined, assignments: undefined };
  const given = pickBy(markHalves({ ...args }), (value) => value !== undefined) as typeof args;
  const resourceName = nameOf(name, opts?.parent);
  const sets = [given.assignments, given.groupAssignments];
  const hidden = {
    resourceName,
    besides: findBesides(resourceName, given),
    ...(!isPlain(sets) && { hasSecret: pulumi.isSecret(pulumi.output(sets)).catch(() => false) }),
  };
  return { ...given, hidden };
}

/** Lazily: most programs never read them. */
function showAsLists(resource: object): void {
  const { assignments, groupAssignments } = resource as {
    assignments: pulumi.Output<LabelledSet>;
    groupAssignments?: pulumi.Output<LabelledSet | null>;
  };
  const older = () => groupAssignments ?? assignments.apply(() => null);
  const lists = {
    assignments: () => assignments.apply(unlabelEntries),
    unmanagedAssignments: () => assignments.apply(unlabelUnmanaged),
    groupAssignments: () => older().apply((set) => set && unlabelEntries(set)),
    unmanagedGroupAssignments: () => older().apply(unlabelUnmanaged),
  };
  for (const [name, get] of Object.entries(lists))
    Object.defineProperty(resource, name, { enumerable: true, get });
}
