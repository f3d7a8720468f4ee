/** A text that cannot be read; `message` says where and why. It never leaves this layer. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}
