import * as pulumi from "@pulumi/pulumi";
import { toMessage } from "../domain/readable.js";

/**
 * A look-up that failed, for a person: Pulumi prints the message of a RunError without its stack, and so does what prints
 * the stack of any error (`cmd/run`, once the program has ended), since it is the message.
 *
 * The message stays as it is. Pulumi's serializer writes the name of the property that it was serializing in front of
 * it, and once more for each further property that waited for the same look-up.
 */
export class LookupError extends pulumi.RunError {
  override readonly name = "LookupError";

  constructor(text: string, options?: ErrorOptions) {
    const message = toMessage(text);
    super(message);
    Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
    this.stack = message;
    if (options !== undefined) this.cause = options.cause;
  }
}
