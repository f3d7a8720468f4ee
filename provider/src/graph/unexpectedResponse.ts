/** A response is not what was asked for. What a write did is left open: its response counts as lost. */
export class UnexpectedResponse extends Error {
  override readonly name = "UnexpectedResponse";

  constructor(what: string) {
    super(`${what}: something else may have answered`);
  }
}
