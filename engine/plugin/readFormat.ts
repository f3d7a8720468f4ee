import { isDeepStrictEqual } from "node:util";
import type { NodeBuild } from "./nodeBuilds.ts";

/** Node flips the last character once it has put a program into an executable. */
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:";

type Platform = Pick<NodeBuild, "os" | "cpu">;

/** By the number of the machine in the header. */
const machines = {
  linux: { 0x3e: "x64", 0xb7: "arm64" },
  darwin: { 0x1000007: "x64", 0x100000c: "arm64" },
  win32: { 0x8664: "x64", 0xaa64: "arm64" },
} as const;

/** The platform that an executable is for, by its header: ELF, Mach-O or PE. */
export function readFormat(bytes: Buffer): Platform | undefined {
  const magic = bytes.readUInt32BE(0);
  if (magic === 0x7f454c46) return toPlatform("linux", bytes.readUInt16LE(18));
  if (magic === 0xcffaedfe) return toPlatform("darwin", bytes.readUInt32LE(4));
  if (magic >>> 16 !== 0x4d5a) return undefined;
  const header = bytes.readUInt32LE(0x3c);
  return bytes.toString("latin1", header, header + 4) === "PE\0\0"
    ? toPlatform("win32", bytes.readUInt16LE(header + 4))
    : undefined;
}

function toPlatform(os: keyof typeof machines, machine: number): Platform | undefined {
  const cpu = new Map(Object.entries(machines[os])).get(String(machine));
  return cpu && { os, cpu };
}

/** Why bytes are no executable of that platform with a program in it. */
export function findFormatProblem(bytes: Buffer, { os, cpu }: NodeBuild): string | undefined {
  const format = readFormat(bytes);
  if (!isDeepStrictEqual(format, { os, cpu }))
    return `it is for ${format ? `${format.os} ${format.cpu}` : "no known platform"}`;
  return bytes.includes(`${fuse}1`) ? undefined : "no program is in it";
}
