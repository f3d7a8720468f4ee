/** The way out of a file that is broken, as the end of a problem. */
// @ts-nocheck

export const downloadAgain = "download the profile again from Apple's developer portal";
