// @ts-nocheck
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import type { UnreadablePayload } from "../domain/configurationInputs.js";
import { quoteValue } from "../domain/problem.js";

/**
 * A provisioning profile as a program gives it: the path of a `.mobileprovision` or `.xml` file, from the folder in which
 * the program runs; a `FileAsset`, or a `StringAsset` with a property list; or the file's content in base64.
 */
export type Payload = string | pulumi.asset.Asset;

/** The payload as the engine gets it, and the name of the file that it came from. */
export interface PayloadContent {
  payload: string | UnreadablePayload;
  payloadFileName?: string;
}

const filePath = /\.(?:mobileprovision|xml)$/i;

/** Reads a payload. What can't be read is told, not thrown: check then names the property. */
export async function readPayload(payload: unknown): Promise<PayloadContent> {
  if (typeof payload === "string")
    return filePath.test(payload) ? readPayloadFile(payload) : { payload };
  const { path, text, uri } = (payload ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof path === "string") return readPayloadFile(path);
  if (typeof text === "string") return { payload: Buffer.from(text).toString("base64") };
  if (typeof uri === "string") return refuse(describeRemote(uri));
  // Check says what it must be.
  return { payload: payload as string };
}

async function readPayloadFile(path: string): Promise<PayloadContent> {
  try {
    const content = await readFile(path);
    return { payload: content.toString("base64"), payloadFileName: basename(path) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const reason = reasons[code] ?? `cannot be read (${code})`;
    return { ...refuse(`${quoteValue(path)} ${reason}`), payloadFileName: basename(path) };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: `does not exist; a path is taken from the folder in which the program runs`,
  EISDIR: "is a folder; name the .mobileprovision file in it",
  EACCES: "may not be read by the user that this program runs as",
};

function describeRemote(uri: string): string {
  const shown = URL.canParse(uri) ? new URL(uri).host : "";
  return (
    `is a remote asset${shown === "" ? "" : ` on ${shown}`}, which is not fetched: what is there may change without a ` +
    "change of the program. Download the file and give its path"
  );
}

function refuse(unreadable: string): { payload: UnreadablePayload } {
  return { payload: { unreadable } };
}
