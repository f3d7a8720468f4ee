/** What is no profile that can be read. `message` says what it is and the way out; it never leaves this layer. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}

/** The way out of a file that is broken, as the end of a problem. */
export const downloadAgain = "download the profile again from Apple's developer portal";

/** The way out where Apple would offer the same file again. */
export const editAtApple =
  "edit the profile in Apple's developer portal, which generates it again, and give the new file";
