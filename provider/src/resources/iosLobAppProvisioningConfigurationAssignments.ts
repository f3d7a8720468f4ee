import * as pulumi from "@pulumi/pulumi";
import type { Assignment, GroupAssignment, LiveAssignment } from "../domain/assignment.js";
import type { AssignmentsInputs } from "../domain/assignmentsInputs.js";
import { isEntry } from "../domain/findAssignmentProblems.js";
import { findFilterWarnings } from "../domain/findFilterWarnings.js";
import { toMessage } from "../domain/readable.js";
import { unlabelEntries, unlabelUnmanaged, type LabelledSet } from "../dynamic/labelledSet.js";
import type { ArgsOf } from "./argsOf.js";
import { createFirst, resourceNameInput } from "./registration.js";
import { providerPointer } from "../dynamic/providerPointer.js";
import { assignmentsType } from "../handlers/resourceTypes.js";
import { besidesInput, nameInput, secretInput } from "../dynamic/hiddenInputs.js";
import { findBesides } from "../program/besides.js";
import { isPlain } from "../program/pending.js";
import { watchInputs } from "../program/watchInputs.js";

/** One entry of `assignments`, as a program writes it; `target` makes them. */
export type AssignmentArgs = ArgsOf<Assignment>;

/** The arguments of an assignment set. */
export type IosLobAppProvisioningConfigurationAssignmentsArgs = ArgsOf<AssignmentsInputs>;

/**
 * Who gets one iOS app provisioning configuration of Intune: the assignment set of an
 * `iosLobAppProvisioningConfiguration`, written by one `assign` of Graph beta. The resource's id is the configuration's.
 *
 * A live entry that neither the program declares nor a preview has shown is never removed unless `unmanaged` is
 * `remove`. Needs the permission `DeviceManagementApps.ReadWrite.All`; to preview and refresh,
 * `DeviceManagementApps.Read.All`.
 *
 * @example
 * ```ts
 * import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
 *
 * new IosLobAppProvisioningConfigurationAssignments("field-service", {
 *   configurationId: "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11",
 *   assignments: [target.group("0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01"), target.allDevices()],
 * });
 * ```
 */
export class IosLobAppProvisioningConfigurationAssignments extends pulumi.CustomResource {
  /** GUID of the configuration. */
  declare readonly configurationId: pulumi.Output<string>;
  /** In authoritative mode the live set as last seen, in additive mode the entries that are this resource's. */
  declare readonly assignments: pulumi.Output<LiveAssignment[]>;
  /** The older collection; null where the program does not declare it. */
  declare readonly groupAssignments: pulumi.Output<GroupAssignment[] | null>;
  /** Those of `assignments` that a refresh found and no program has declared. The next update removes them. */
  declare readonly unmanagedAssignments: pulumi.Output<LiveAssignment[]>;
  /** Likewise those of `groupAssignments`. */
  declare readonly unmanagedGroupAssignments: pulumi.Output<GroupAssignment[]>;

  /**
   * Reads the live assignment set of a configuration that this stack does not manage.
   *
   * @param id GUID of the configuration; it is an error if there is none.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): IosLobAppProvisioningConfigurationAssignments {
    const outputs = { configurationId: undefined, assignments: undefined };
    const args = outputs as unknown as IosLobAppProvisioningConfigurationAssignmentsArgs;
    return new IosLobAppProvisioningConfigurationAssignments(name, args, { ...opts, id });
  }

  constructor(
    name: string,
    args: IosLobAppProvisioningConfigurationAssignmentsArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const { groupAssignments, ...others } = args;
    super(
      assignmentsType,
      name,
      {
        ...others,
        // Named and not set, it would be an output that no preview knows.
        ...(groupAssignments !== undefined && { groupAssignments }),
        ...(opts?.id === undefined && hiddenInputsOf(name, args, opts?.parent)),
        __provider: providerPointer("handlers/assignments"),
      },
      createFirst(opts),
    );
    watchInputs(args, opts);
    showAsLists(this);
    if (opts?.id === undefined) warnOfFilters(args.assignments, this);
  }
}

/** The inputs that check alone needs. */
function hiddenInputsOf(
  name: string,
  args: IosLobAppProvisioningConfigurationAssignmentsArgs,
  parent: pulumi.Resource | undefined,
): object {
  const named = resourceNameInput(name, parent);
  const sets = [args.assignments, args.groupAssignments];
  return {
    ...named,
    [besidesInput]: findBesides(named[nameInput], { ...args }),
    ...(!isPlain(sets) && { [secretInput]: hasSecret(sets) }),
  };
}

/** Undefined, and so no input at all, where nothing is secret. Whoever registers the set meets a failure of an input. */
async function hasSecret(sets: readonly pulumi.Input<unknown>[]): Promise<true | undefined> {
  const isSecret = await pulumi.isSecret(pulumi.output(sets)).catch(() => false);
  return isSecret ? true : undefined;
}

type AssignmentsOutputs = Omit<
  IosLobAppProvisioningConfigurationAssignments,
  keyof pulumi.CustomResource
>;

/** The engine records sets labelled; a program sees them as lists. */
function showAsLists(outputs: AssignmentsOutputs): void {
  const { assignments, groupAssignments } = outputs as unknown as Recorded;
  const older = groupAssignments ?? assignments.apply(() => null);
  // Undefined to a `get` under the mocks of a unit test.
  showOnAccess(outputs, "assignments", () => assignments.apply((set) => unlabelEntries(set ?? {})));
  showOnAccess(outputs, "unmanagedAssignments", () =>
    assignments.apply((set) => unlabelUnmanaged(set ?? {})),
  );
  showOnAccess(outputs, "groupAssignments", () => older.apply((set) => set && unlabelEntries(set)));
  showOnAccess(outputs, "unmanagedGroupAssignments", () =>
    older.apply((set) => unlabelUnmanaged(set ?? {})),
  );
}

/** What the engine knows of the sets; the older one where the program declares it. */
interface Recorded {
  assignments: pulumi.Output<LabelledSet | undefined>;
  groupAssignments?: pulumi.Output<LabelledSet | null>;
}

/** Computed lazily: most programs never read these outputs. */
function showOnAccess(
  outputs: AssignmentsOutputs,
  name: keyof AssignmentsOutputs,
  open: () => pulumi.Output<unknown>,
): void {
  let shown: pulumi.Output<unknown> | undefined;
  Object.defineProperty(outputs, name, { enumerable: true, get: () => (shown ??= open()) });
}

/**
 * Warns once the resource is registered: Pulumi writes messages one after another, and one about a resource that never
 * comes to be, since its check failed, would hold up all later ones for ever.
 */
function warnOfFilters(assignments: AssignmentsArgs, resource: pulumi.Resource): void {
  if (isSurelyUnfiltered(assignments)) return;
  pulumi.all([resource.urn, assignments]).apply(([, entries]) => {
    for (const warning of findFilterWarnings(entries))
      void pulumi.log.warn(toMessage(warning), resource);
  });
}

/** Most programs write all there is to know: to wait for an output would cost every resource time. */
function isSurelyUnfiltered(assignments: AssignmentsArgs): boolean {
  return (
    Array.isArray(assignments) &&
    isPlain(assignments) &&
    assignments.every((entry: unknown) => isEntry(entry) && entry["filterId"] === undefined)
  );
}

type AssignmentsArgs = IosLobAppProvisioningConfigurationAssignmentsArgs["assignments"];
