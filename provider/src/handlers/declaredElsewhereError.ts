import { describeConfiguration } from "../graph/configurationRoute.js";
import { nameResource, type Declaration } from "./declaration.js";

const renamed =
  "  * if it is the same resource under another name or parent, tell Pulumi so in its options: " +
  '`aliases: [{ name: "its former name" }]`, or `aliases: ["its former URN"]`.';

const replacedFirst =
  "  * if `pulumi:autonaming` is set without a random part, take it out for this resource: the engine deletes before it " +
  "replaces then.";

/**
 * A delete, or the removal of an entry, would take away what another resource of the run declares, and that one is not
 * written. Nothing was changed, and the engine keeps the state.
 */
export class DeclaredElsewhereError extends Error {
  override readonly name = "DeclaredElsewhereError";

  /** @param action follows "Cannot", as in "delete". */
  constructor(action: string, configurationId: string, declaration: Declaration) {
    const failed = declaration.outcome === "failed" ? "its write failed" : "it was not written";
    const what = declaration.claim.kind === "set" ? "assignments of it" : "it";
    super(
      [
        `Cannot ${action} ${describeConfiguration(configurationId)}: ${nameResource(declaration)} declares ${what} in this run, and ${failed}.`,
        "Nothing was removed, and the state keeps it. The ways out:",
        "  * mend what kept that resource from being written, and run `pulumi up` again;",
        declaration.left?.id === configurationId ? replacedFirst : renamed,
      ].join("\n"),
    );
  }
}
