/** A request as it arrives, over HTTP or as a part of a batch. */
// @ts-nocheck

export interface IncomingRequest {
  readonly method: string;
  /** Absolute, with the origin by which the emulator was reached. */
  readonly url: URL;
  readonly headers: Headers;
  readonly bodyText: string;
  /** Whether it is a part of a batch. */
  readonly isBatchPart: boolean;
}
