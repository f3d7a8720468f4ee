import { describeConfiguration } from "../graph/configurationRoute.js";
import { nameResource, type Declaration } from "./declaration.js";

/** Nothing was sent. The message says why, and what to do. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
  }
}

/** The object exists, or may, but not as declared. The engine keeps `state`. */
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

const renamed =
  "  * if it is the same resource under another name or parent, say so in its options: " +
  '`aliases: [{ name: "its former name" }]`, or `aliases: ["its former URN"]`.';

const replacedFirst =
  "  * if `pulumi:autonaming` is set without a random part, take it out for this resource: the engine deletes before it " +
  "replaces then.";

/** @param action follows "Cannot", as in "delete". */
export function refuseDeclaredElsewhere(
  action: string,
  configurationId: string,
  declaration: Declaration,
): RefusedError {
  const failed = declaration.outcome === "failed" ? "its write failed" : "it was not written";
  const what = declaration.claim.kind === "set" ? "assignments of it" : "it";
  return new RefusedError(
    `Cannot ${action} ${describeConfiguration(configurationId)}: ${nameResource(declaration)} declares ${what} in this run, and ${failed}.`,
    "Nothing was removed, and the state keeps it. The ways out:",
    "  * mend what kept that resource from being written, and run `pulumi up` again;",
    declaration.left?.id === configurationId ? replacedFirst : renamed,
  );
}
