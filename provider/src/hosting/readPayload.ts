import type { Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { quoteValue, type Unreadable } from "../domain/problem.js";
import { giveOneForIos } from "../profile/unreadable.js";
import { recognizeEncrypted } from "../profile/recognizeFile.js";

/**
 * A provisioning profile: the path of a `.mobileprovision` or `.xml` file (from the folder in which the program runs), a
 * `FileAsset`, a `StringAsset` with a property list, or the file's content in base64.
 */
export type Payload = string | pulumi.asset.Asset;

export interface PayloadContent {
  payload: string | Unreadable;
  payloadFileName?: string;
}

const filePath = /\.(?:mobileprovision|xml|provisionprofile)$/i;

/** Even its property list, in base64, is longer. */
const mostOfPath = 400;

/** Returns problems, so that check names the property. */
export async function readPayload(payload: unknown): Promise<PayloadContent> {
  if (typeof payload === "string") return readText(payload);
  // Check takes a missing payload for one whose changes are ignored.
  if (payload === undefined || payload === null) return refuse(missing);
  const { path, text, uri } = payload as Readonly<Record<string, unknown>>;
  if (typeof path === "string") return readPayloadFile(path);
  if (typeof text === "string") return { payload: Buffer.from(text).toString("base64") };
  if (typeof uri === "string") return refuse(isRemote);
  return { payload: payload as string };
}

async function readText(text: string): Promise<PayloadContent> {
  if (filePath.test(text)) return readPayloadFile(text);
  const encrypted = recognizeEncrypted(text);
  if (encrypted !== undefined) return refuse(`is no provisioning profile: it ${encrypted}`);
  if (text === "" || text.length > mostOfPath) return { payload: text };
  // A mistyped path.
  const { payload } = await readPayloadFile(text);
  return typeof payload === "string" ? refuse(`${quoteValue(text)} ${notRecognized}`) : { payload };
}

async function readPayloadFile(path: string): Promise<PayloadContent> {
  if (/\.provisionprofile$/i.test(path)) return refuse(`${quoteValue(path)} ${isForMac}`);
  const payloadFileName = basename(path);
  let fault: string | undefined;
  try {
    fault = findFault(await stat(path));
    if (fault === undefined) return { payload: await readFile(path, "base64"), payloadFileName };
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    fault = faults[code] ?? `cannot be read (${code})`;
  }
  return { ...refuse(`${quoteValue(path)} ${fault}`), payloadFileName };
}

/** A pipe would be waited for. */
function findFault(found: Stats): string | undefined {
  if (found.isDirectory()) return "is a folder; name the .mobileprovision file in it";
  if (!found.isFile()) return "is no file, but a pipe or a device; name the .mobileprovision file";
  return found.size === 0 ? "is empty; download the profile again" : undefined;
}

const notRecognized =
  "is not recognized: name a file that ends in .mobileprovision or .xml, since Intune takes no other";

const isForMac = `is, by its ending, a provisioning profile for macOS; ${giveOneForIos}`;

const missing =
  "is required: the provisioning profile, a .mobileprovision file. The program gives undefined or null, as a variable that " +
  'is missing does. To keep the profile that is in Intune, set the resource option ignoreChanges: ["payload"], and add ' +
  '"payloadFileName" to it unless the program gives one';

const faults: Readonly<Record<string, string>> = {
  ENOENT: "does not exist; a path is taken from the folder in which the program runs",
  EACCES: "may not be read by the user that this program runs as",
};

const isRemote =
  "is a remote asset, which is not fetched: what is there may change without a change of the program. Download the file " +
  "and give its path";

function refuse(unreadable: string): PayloadContent {
  return { payload: { unreadable } };
}
