/** `message` says what the file is and what to do. It never leaves this layer. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}

export const downloadAgain = "download the profile again from Apple's developer portal";

/** For a file that Apple would offer again unchanged. */
export const editAtApple =
  "edit the profile in Apple's developer portal, which generates it again, and give the new file";

export const giveOneForIos =
  "Intune wants one of an iOS app: make it in Apple's developer portal, and give its .mobileprovision file";
