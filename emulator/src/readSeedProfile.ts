import { readFileSync } from "node:fs";
import type { Configuration } from "./graphObjects.js";

const folder = new URL("profiles/", import.meta.resolve("intune-graph-emulator/package.json"));

/** As an administrator's upload would have it. */
export function readSeedProfile(
  displayName: string,
): Pick<Configuration, "payload" | "payloadFileName" | "expirationDateTime"> {
  const payloadFileName = `${displayName.replaceAll(" ", "")}.mobileprovision`;
  const profile = readFileSync(new URL(payloadFileName, folder));
  // The property list stands unchanged inside the signature.
  const [, expires] =
    /<key>ExpirationDate<\/key>\s*<date>([^<]+)<\/date>/u.exec(profile.toString("latin1")) ?? [];
  if (expires === undefined)
    throw new Error(
      `The seed's ${payloadFileName} says no end; npm run seed-profiles writes it again.`,
    );
  return { payload: profile.toString("base64"), payloadFileName, expirationDateTime: expires };
}
