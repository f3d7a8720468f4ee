export interface FakeCliSettings {
  /** By http, so that the fake needs no trust. */
  readonly url: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A token to print instead of asking the emulator. */
  readonly token?: string;
  /** Whether it says that nobody is signed in. */
  readonly isSignedOut?: boolean;
}

export interface CliOutput {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode: number;
}

export type FakeCli = (args: readonly string[], settings: FakeCliSettings) => Promise<CliOutput>;
