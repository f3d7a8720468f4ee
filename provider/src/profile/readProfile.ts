import type { ProvisioningProfile } from "../domain/provisioningProfile.js";
import { describeProfile } from "./describeProfile.js";
import { extractContent } from "./extractContent.js";
import { readPropertyList, type PropertyListValue } from "./propertyList.js";
import { recognizeFile } from "./recognizeFile.js";
import { downloadAgain, editAtApple, UnreadableError } from "./unreadable.js";

/**
 * The largest payload that is read. Microsoft documents no limit for provisioning profiles; this is the one it documents
 * for the next of kin, custom configuration profiles of iOS. A profile has some 10 kB, and with every device and
 * certificate that Apple grants a team some 100 kB.
 */
export const maxPayloadBytes = 1_000_000;

/** A profile, or what is wrong with it and the way out, as in `is empty; …`. */
export type ReadProfile = { profile: ProvisioningProfile } | { problem: string };

/**
 * Reads a provisioning profile: the bytes of a `.mobileprovision` file, which is an XML property list inside a CMS
 * SignedData; or the property list alone. Graph names `*.mobileprovision | *.xml` as payload files without a word on what
 * the latter holds: a bare property list with the same keys is this provider's reading.
 *
 * Never throws, and takes time and memory in proportion to the payload, of at most `maxPayloadBytes`.
 *
 * It is the property list that is read. Profiles of today also carry the same in DER (`DER-Encoded-Profile`), which is what
 * devices go by; Apple documents neither form, and calls the list the one to look at (TN3125).
 *
 * The signature is not verified: iOS does that on every device, against a root that Apple may change, and a provider that
 * held its own copy would one day refuse what devices accept. So what this returns is what the file says of itself, good
 * for telling mistakes early, and no ground for trust. A message whose structure is broken, or that nobody has signed, is
 * refused, as no device would take it.
 */
export function readProfile(payload: Uint8Array): ReadProfile {
  try {
    return { profile: describeProfile(readList(payload)) };
  } catch (error) {
    if (error instanceof UnreadableError) return { problem: error.message };
    throw error;
  }
}

// ASN.1's SEQUENCE, with which every CMS message begins.
const sequenceTag = 0x30;

function readList(payload: Uint8Array): PropertyListValue {
  const { length } = payload;
  if (length === 0) throw new UnreadableError(`is empty; ${downloadAgain}`);
  if (length > maxPayloadBytes)
    throw new UnreadableError(
      `has ${length} bytes, and a provisioning profile at most ${maxPayloadBytes}; give the .mobileprovision file alone`,
    );
  const form = recognizeFile(payload);
  if (form !== undefined) throw new UnreadableError(`is no provisioning profile: it ${form}`);
  const start = Buffer.from(payload.subarray(0, 64));
  if (/^(?:\xef\xbb\xbf)?\s*</.test(start.toString("latin1")))
    return readText(payload, "is an XML file");
  if (payload[0] !== sequenceTag)
    throw new UnreadableError(
      `is no provisioning profile: it begins with the bytes ${start.toString("hex", 0, 4)}, and a CMS message with 30; give the .mobileprovision file`,
    );
  const content = extractContent(payload);
  const inner = recognizeFile(content);
  if (inner === undefined) return readText(content, "is a CMS message whose content is a text");
  throw new UnreadableError(
    `is signed, and its content ${inner.split(";", 1).join()}, not an XML property list in UTF-8; to convert it would break the signature: ${editAtApple}`,
  );
}

function readText(bytes: Uint8Array, what: string): PropertyListValue {
  try {
    return readPropertyList(decodeUtf8(bytes));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const reason = `${what} that is no readable property list: ${error.message}`;
    throw new UnreadableError(`${reason}; ${downloadAgain}`, { cause: error });
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UnreadableError("it is not in UTF-8", { cause: error });
  }
}
