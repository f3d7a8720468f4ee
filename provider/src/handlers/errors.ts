/** Nothing was sent. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
  }
}

/** It exists, or may, but not as declared. The engine keeps `state`. */
export class IncompleteError<State> extends Error {
  override readonly name = "IncompleteError";

  constructor(
    readonly id: string,
    readonly state: State,
    reason: string,
  ) {
    super(reason);
  }
}
