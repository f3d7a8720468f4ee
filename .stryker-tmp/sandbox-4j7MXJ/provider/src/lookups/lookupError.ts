// @ts-nocheck
import * as pulumi from "@pulumi/pulumi";

/**
 * A look-up that failed, for a person: the engine prints the message of a RunError without its stack.
 *
 * The message stays as it is. Pulumi's serializer writes the name of the property that it was serializing in front of
 * it, and once more for each further property that waited for the same look-up.
 */
export class LookupError extends pulumi.RunError {
  override readonly name = "LookupError";

  constructor(message: string, options?: ErrorOptions) {
    super(message);
    Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
    if (options !== undefined) this.cause = options.cause;
  }
}
