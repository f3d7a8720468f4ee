#!/usr/bin/env node
import { readFileSync } from "node:fs";
import process from "node:process";
import { URL } from "node:url";

// Checked before anything is loaded that an old Node.js can't read.
const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
const { name, engines } = JSON.parse(manifest);
const [major, minor] = engines.node.match(/\d+/g).map(Number);
const [ownMajor, ownMinor] = process.versions.node.split(".").map(Number);
if (ownMajor < major || (ownMajor === major && ownMinor < minor)) {
  process.stderr.write(
    `${name} needs Node.js ${major}.${minor} or later; this is ${process.version}.\n`,
  );
  process.exit(1);
}
await import("../dist/cli.js");
