/**
 * A failure of what all requests of a process have in common: its settings, or its sign-in. Whoever asks next meets the
 * same one, and a person needs to read it once.
 */
export abstract class ProcessFailure extends Error {
  /** What has failed, without details: a clause, as in "the settings are wrong". */
  abstract readonly summary: string;
}
