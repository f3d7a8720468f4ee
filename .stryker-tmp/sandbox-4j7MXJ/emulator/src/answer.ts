/** What is sent back. A string body goes out as it is, anything else as JSON. */
// @ts-nocheck

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
