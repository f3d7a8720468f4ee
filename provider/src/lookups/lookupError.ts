import * as pulumi from "@pulumi/pulumi";
import { toMessage } from "../domain/readable.js";

/**
 * Pulumi prints a RunError's message; `cmd/run` may print the stack, so that is the message too. Setting the message has no
 * effect: Pulumi's serializer would prefix it with property names.
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

export class MissingError extends LookupError {}
