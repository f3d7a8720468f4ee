import type { JsonSchema } from "../documents/behaviourSchema.js";
import type { Emulator } from "../emulator.js";

export interface Controlled {
  readonly emulator: Emulator;
  readonly reset: () => void;
}

export interface ControlOperation {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** As path-to-regexp reads it, such as `/approvals/:code/approve`. */
  readonly path: string;
  readonly summary: string;
  /** Name of the schema of the JSON body; none when absent. */
  readonly takes?: string;
  /** The schema of what is answered; 204 when absent. */
  readonly gives?: JsonSchema;
  /** A body was held against its schema before. */
  handle(call: ControlCall, controlled: Controlled): unknown;
}

export interface ControlCall {
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export class ControlFailure extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "ControlFailure";
    this.status = status;
  }
}
