// Loaded before anything that an old Node.js can't read.
const { name, engines } = require("../package.json");

const [major, minor] = engines.node.match(/\d+/g).map(Number);
const [ownMajor, ownMinor] = process.versions.node.split(".").map(Number);
if (ownMajor < major || (ownMajor === major && ownMinor < minor)) {
  process.stderr.write(
    `${name} needs Node.js ${major}.${minor} or later; this is ${process.version}.\n`,
  );
  process.exit(1);
}
