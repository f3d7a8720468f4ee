/** Shared by a process's requests (settings, sign-in): shown once. */
export abstract class ProcessFailure extends Error {
  /** As "the settings are wrong". */
  abstract readonly summary: string;
}
