import * as pulumi from "@pulumi/pulumi";
import { toMessage } from "../domain/readable.js";

/**
 * Pulumi prints the message of a RunError without its stack; `cmd/run` may print the stack, which is the message here.
 * The message can't be set: Pulumi's serializer puts names of properties in front of it.
 */
export class LookupError extends pulumi.RunError {
  override readonly name = "LookupError";

  constructor(text: string | readonly string[], options?: ErrorOptions) {
    const message = toMessage([text].flat().join("\n"));
    super(message);
    Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
    this.stack = message;
    if (options !== undefined) this.cause = options.cause;
  }
}

/** No object has that id or name. */
export class MissingError extends LookupError {}
