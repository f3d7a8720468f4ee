/** In any case; several of one name are one text. */
export type RequestHeaders = Pick<Headers, "get" | "has">;

/** A request as it arrives, over HTTP or as a part of a batch. */
export interface IncomingRequest {
  readonly method: string;
  /** Absolute, with the origin by which the emulator was reached. */
  readonly url: URL;
  readonly headers: RequestHeaders;
  readonly bodyText: string;
  readonly isBatchPart: boolean;
}
