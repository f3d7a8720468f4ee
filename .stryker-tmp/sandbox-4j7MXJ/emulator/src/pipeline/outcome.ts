// @ts-nocheck
import type { Answer } from "../answer.js";

/** An answer, and whether the connection breaks instead of (or while) sending it. */
export interface Outcome extends Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly cut?: "socket" | "midBody";
}
