/** What is written into a fake command line. */
// @ts-nocheck

export interface FakeCliSettings {
  /** Origin of the emulator by http, so that the fake needs to trust nobody. */
  readonly url: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A token to print instead of asking the emulator. */
  readonly token?: string;
  /** Whether it says that nobody is signed in. */
  readonly isSignedOut?: boolean;
}

/** What a command prints and how it ends. */
export interface CliOutput {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode: number;
}

/** How a fake answers its arguments. */
export type FakeCli = (args: readonly string[], settings: FakeCliSettings) => Promise<CliOutput>;
