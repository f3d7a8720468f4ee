// @ts-nocheck
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { makeProfile, type ProfileOptions } from "./makeProfile.ts";

/**
 * Writes a made-up provisioning profile to a file, for demos and examples:
 *   node engine/profile/writeProfile.ts <file> [--name <name>] [--uuid <uuid>] [--team <id>] [--bundle <id>]
 *     [--kind inHouse|adHoc|appStore|development] [--created <date>] [--expires <date>] [--certificate-expires <date>]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: "string" },
    uuid: { type: "string" },
    team: { type: "string" },
    bundle: { type: "string" },
    kind: { type: "string" },
    created: { type: "string" },
    expires: { type: "string" },
    "certificate-expires": { type: "string" },
  },
});
const kinds = ["inHouse", "adHoc", "appStore", "development"] as const;

const [file, ...others] = positionals;
if (file === undefined || others.length > 0) throw new Error("Name one file to write.");
writeFileSync(file, makeProfile(readOptions()));

function readOptions(): ProfileOptions {
  const { name, uuid, team, bundle, created, expires } = values;
  const certificateExpires = values["certificate-expires"];
  return {
    ...(name !== undefined && { name }),
    ...(uuid !== undefined && { uuid }),
    ...(team !== undefined && { teamId: team }),
    ...(bundle !== undefined && { bundleId: bundle }),
    ...(values.kind !== undefined && { kind: readKind(values.kind) }),
    ...(created !== undefined && { created: readDate(created) }),
    ...(expires !== undefined && { expires: readDate(expires) }),
    ...(certificateExpires !== undefined && {
      certificates: [{ expires: readDate(certificateExpires) }],
    }),
  };
}

function readKind(text: string): (typeof kinds)[number] {
  const kind = kinds.find((known) => known === text);
  if (kind === undefined)
    throw new Error(`--kind must be one of ${kinds.join(", ")}; it is ${text}`);
  return kind;
}

function readDate(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new Error(`A date must be such as 2027-01-31 or 2027-01-31T12:00:00Z; it is ${text}`);
  return date;
}
