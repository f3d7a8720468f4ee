/** A failure of what all requests of a process share, its settings or its sign-in: a person needs to read it once. */
export abstract class ProcessFailure extends Error {
  /** What has failed, without details: a clause, as in "the settings are wrong". */
  abstract readonly summary: string;
}
