import {
  behaviourChoices,
  type Choice,
  type ChoiceName,
  type lagRoutes,
  type patchableProperties,
  type retryAfterForms,
} from "./behaviourChoices.js";

/** What is not established about the real service, as switches. docs/behaviour.md names the source of each reading. */
export interface Behaviour {
  /** Does `assign` replace the whole set or add to it? */
  readonly assign: Choice<"assign">;
  /** A collection missing from the body of `assign`. */
  readonly absentCollection: Choice<"absentCollection">;
  /** A collection sent as null. */
  readonly nullCollection: Choice<"nullCollection">;
  /** A collection sent as `[]`. */
  readonly emptyCollection: Choice<"emptyCollection">;
  /** Is `groupAssignments` a set of its own, or another view of the include groups in `assignments`? */
  readonly groupAssignments: Choice<"groupAssignments">;
  /** How long after a write GETs show the former sets. */
  readonly readLag: ReadLag | undefined;
  /**
   * How long after a POST reads do not show the new configuration. Per route, a route below the configuration
   * answers 404: `{ routes: { "*": { reads: 1 } } }` is one 404 on each.
   */
  readonly creationLag: ReadLag | undefined;
  /** Is the payload read everywhere, not in lists, or nowhere (then it is null)? */
  readonly payload: Choice<"payload">;
  /** The form of an assignment's id. */
  readonly assignmentIds: Choice<"assignmentIds">;
  /** How "no filter" is spelled on reading back. */
  readonly noFilter: Choice<"noFilter">;
  /** The case in which group ids and filter ids are read back. */
  readonly guidCase: Choice<"guidCase">;
  /** Assignment filters: documented as unsupported for this entity; the metadata has them. */
  readonly filters: Choice<"filters">;
  /** The same kind of target for one group twice in a set. */
  readonly duplicateGroups: Choice<"duplicateGroups">;
  /** A group id that no group of the tenant has. */
  readonly unknownGroups: Choice<"unknownGroups">;
  /** GET of one entity: the bare object, or in `{"value": {…}}`. */
  readonly entityEnvelope: Choice<"entityEnvelope">;
  /** A PATCH answers 200 with the entity, or 204. */
  readonly patchAnswer: Choice<"patchAnswer">;
  /** Properties that a PATCH accepts and does not store. */
  readonly patchIgnores: readonly PatchableProperty[];
  /** Do `DeviceManagementConfiguration.*` open the routes too, except DELETE? Documented until 2024-08. */
  readonly permissions: Choice<"permissions">;
  /**
   * Each write waits for another administrator. A write without a justification gets 400 `BadRequest` or 403
   * `ApprovalRequired`. `Emulator.approvals` decides.
   */
  readonly multiAdminApproval: Choice<"multiAdminApproval">;
  /** Are POST on a set and the routes of its items there? */
  readonly itemRoutes: Choice<"itemRoutes">;
  /** What `$expand=assignments` yields. Graph cuts expansions of directory objects off at 20 (documented). */
  readonly expandAssignments: Choice<"expandAssignments">;
  /** The list of configurations without `$expand`. */
  readonly unexpandedList: Choice<"unexpandedList">;
  /** Throttling, off by default. Microsoft documents 100 writes and 1000 requests per 20 s and app. */
  readonly quota: Quota | undefined;
}

export type PatchableProperty = (typeof patchableProperties)[number];

/**
 * For all reads together, or for each route by itself. `*` stands for routes that are not named; without it, those
 * do not lag.
 */
export type ReadLag = LagSpan | { readonly routes: Readonly<Partial<Record<LagRoute, LagSpan>>> };

/** Reads, or milliseconds of the emulator's clock. */
export type LagSpan = { readonly reads: number } | { readonly ms: number };

/** A route below the configurations, by its name; docs/behaviour.md says which lag concerns which. */
export type LagRoute = (typeof lagRoutes)[number];

/** A sliding window per application. Throttled requests count too (documented). */
export interface Quota {
  /** Requests other than GET in one window; unlimited when absent. */
  readonly writesPerWindow?: number;
  /** Requests of any kind in one window; unlimited when absent. */
  readonly requestsPerWindow?: number;
  /** 20000 when absent, as documented. */
  readonly windowMs?: number;
  /** Form of `Retry-After`, which Intune often leaves out; "seconds" when absent. */
  readonly retryAfter?: (typeof retryAfterForms)[number];
}

/** The first reading of each switch. */
export const defaultBehaviour: Behaviour = {
  ...firstChoices(),
  readLag: undefined,
  creationLag: undefined,
  patchIgnores: [],
  quota: undefined,
};

function firstChoices() {
  const firsts = Object.entries(behaviourChoices).map(([name, [first]]) => [name, first]);
  return Object.fromEntries(firsts) as { [Name in ChoiceName]: Choice<Name> };
}
