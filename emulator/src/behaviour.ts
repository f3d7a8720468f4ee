import {
  behaviourChoices,
  type Choice,
  type ChoiceName,
  type lagRoutes,
  type patchableProperties,
  type retryAfterForms,
} from "./behaviourChoices.js";

/**
 * What is not established about the real service, as switches. A test runs a client under each
 * reading; `behaviourChoices` has the words and defaults. README.md names the source of each reading.
 */
export interface Behaviour {
  /** Does `assign` replace the whole set (reported on siblings) or add to it (our guess)? */
  readonly assign: Choice<"assign">;
  /** A collection missing from the body of `assign`. Our guess. */
  readonly absentCollection: Choice<"absentCollection">;
  /** A collection sent as null; the metadata allows it. Our guess. */
  readonly nullCollection: Choice<"nullCollection">;
  /** A collection sent as `[]`; public clients send it to clear siblings. */
  readonly emptyCollection: Choice<"emptyCollection">;
  /** Is `groupAssignments` a set of its own, or another view of the include groups in `assignments`? Our guess. */
  readonly groupAssignments: Choice<"groupAssignments">;
  /** After a write, GETs of the sets of that configuration show the former sets for so long. Our guess. */
  readonly readLag: ReadLag | undefined;
  /**
   * After a POST, lists and GETs of the new configuration do not show it for so long. Our guess. By routes, it concerns every
   * route below the configuration, which is a 404 there: `{ routes: { "*": { reads: 1 } } }` is one 404 on each.
   */
  readonly creationLag: ReadLag | undefined;
  /** Is the payload in what is read: everywhere, not in lists, or nowhere (then it is null)? Our guess. */
  readonly payload: Choice<"payload">;
  /** The form of an assignment's id; all three occur on siblings. */
  readonly assignmentIds: Choice<"assignmentIds">;
  /** How "no filter" is spelled on reading back; public clients meet all four. */
  readonly noFilter: Choice<"noFilter">;
  /** The case in which group ids and filter ids are read back; public clients compare regardless of case. */
  readonly guidCase: Choice<"guidCase">;
  /** Assignment filters are documented as unsupported for this entity, but the metadata carries them. */
  readonly filters: Choice<"filters">;
  /** The same kind of target for one group twice in a set: fails on one sibling, ignored on another (reports). */
  readonly duplicateGroups: Choice<"duplicateGroups">;
  /** A group id that no group of the tenant has. A refusal is reported, so is a deleted group that stays. */
  readonly unknownGroups: Choice<"unknownGroups">;
  /** GET of one entity: the bare object (OpenAPI description, reports of siblings), or in `{"value": {…}}` (an example). */
  readonly entityEnvelope: Choice<"entityEnvelope">;
  /** The answer to a PATCH: 200 with the entity (documentation) or 204 (OpenAPI description). */
  readonly patchAnswer: Choice<"patchAnswer">;
  /** Properties of a configuration that a PATCH is taken with and does not store; one public tool never sends some. */
  readonly patchIgnores: readonly PatchableProperty[];
  /** Do `DeviceManagementConfiguration.*` open the routes too, but for DELETE? So documented until 2024-08. */
  readonly permissions: Choice<"permissions">;
  /**
   * An access policy of the tenant on apps: each write waits for another administrator (documented). The values are what a
   * write without a justification is answered: 400 `BadRequest` or 403 `ApprovalRequired`. `Emulator.approvals` decides.
   */
  readonly multiAdminApproval: Choice<"multiAdminApproval">;
  /** Are POST on a set and the routes of its items there? Documented; siblings answer 400 (report). */
  readonly itemRoutes: Choice<"itemRoutes">;
  /**
   * What `$expand=assignments` yields; empty on some siblings (report). Graph cuts expansions of directory objects off at
   * 20 without a word (documented); a link to the rest is what OData provides for.
   */
  readonly expandAssignments: Choice<"expandAssignments">;
  /** The list of configurations without `$expand`; a 2019 report has it empty. */
  readonly unexpandedList: Choice<"unexpandedList">;
  /** Throttling. Microsoft documents 100 writes and 1000 requests per 20 s per app; off by default. */
  readonly quota: Quota | undefined;
}

/** What a client can set of a configuration. */
export type PatchableProperty = (typeof patchableProperties)[number];

/**
 * How long what is answered stays behind a write: for all reads together, or for each route by itself, `*` for those that are
 * not named. A route that is neither named nor covered by `*` does not lag.
 */
export type ReadLag = LagSpan | { readonly routes: Readonly<Partial<Record<LagRoute, LagSpan>>> };

/** A number of requests that read, or milliseconds of the emulator's clock. */
export type LagSpan = { readonly reads: number } | { readonly ms: number };

/** A route below the configurations, by its name; README.md says which lag concerns which. */
export type LagRoute = (typeof lagRoutes)[number];

/** A sliding window per application. Requests made while throttled count, as documented. */
export interface Quota {
  /** Requests other than GET that fit into one window; unlimited when absent. */
  readonly writesPerWindow?: number;
  /** Requests of any kind that fit into one window; unlimited when absent. */
  readonly requestsPerWindow?: number;
  /** Length of the window; 20000 when absent, as documented. */
  readonly windowMs?: number;
  /** The form of the `Retry-After` header, which Intune often leaves out (report); "seconds" when not given. */
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
