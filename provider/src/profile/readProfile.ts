import { isUtf8 } from "node:buffer";
import type { ProvisioningProfile } from "../domain/provisioningProfile.js";
import { describeProfile } from "./describeProfile.js";
import { extractContent } from "./asn1.js";
import { readPropertyList, type PropertyListValue } from "./propertyList.js";
import { recognizeFile } from "./recognizeFile.js";
import { downloadAgain, editAtApple, UnreadableError } from "./unreadable.js";

/**
 * Microsoft documents this limit for custom configuration profiles of iOS, and none for provisioning profiles. Profiles
 * have some 10 kB; with all that Apple grants a team, some 100 kB.
 */
export const maxPayloadBytes = 1_000_000;

/** `problem` says what is wrong and what to do, as `is empty; …`. */
export type ReadProfile = { profile: ProvisioningProfile } | { problem: string };

/**
 * Reads a `.mobileprovision` file, an XML property list inside a CMS SignedData, or the bare list: Graph accepts `*.xml`
 * files and does not say what they hold. Never throws. Time and memory are proportional to the payload, at most
 * `maxPayloadBytes`.
 *
 * Devices go by the same data in DER (`DER-Encoded-Profile`). Apple documents neither form, and says to look at the list
 * (TN3125).
 *
 * The signature is not verified: devices do that, against a root that Apple may change. The result is what the file says,
 * no ground for trust. Broken or unsigned messages are refused.
 */
export function readProfile(payload: Uint8Array): ReadProfile {
  try {
    return { profile: describeProfile(readList(payload)) };
  } catch (error) {
    if (error instanceof UnreadableError) return { problem: error.message };
    throw error;
  }
}

// ASN.1's SEQUENCE begins every CMS message.
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
  if (/^(?:\xef\xbb\xbf)?\s*</.test(start.toString("latin1"))) return readText(payload);
  if (payload[0] !== sequenceTag)
    throw new UnreadableError(
      `is no provisioning profile: it begins with the bytes ${start.toString("hex", 0, 4)}, and a CMS message with 30; give the .mobileprovision file`,
    );
  const content = extractContent(payload);
  const inner = recognizeFile(content);
  if (inner === undefined) return readText(content);
  throw new UnreadableError(
    `is signed, and its content ${inner.split(";", 1).join()}, not an XML property list in UTF-8; to convert it would break the signature: ${editAtApple}`,
  );
}

function readText(bytes: Uint8Array): PropertyListValue {
  try {
    if (!isUtf8(bytes)) throw new UnreadableError("it is not in UTF-8");
    return readPropertyList(new TextDecoder().decode(bytes));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const reason = `holds no readable property list: ${error.message}; ${downloadAgain}`;
    throw new UnreadableError(reason, { cause: error });
  }
}
