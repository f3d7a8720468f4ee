/** A text that cannot be read; `message` says where and why. It never leaves this layer. */
// @ts-nocheck

export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}
