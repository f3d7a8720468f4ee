/** Shared by all requests of a process (settings, sign-in): shown once. */
export abstract class ProcessFailure extends Error {
  /** A clause, as in "the settings are wrong". */
  abstract readonly summary: string;
}
