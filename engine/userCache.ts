import { homedir } from "node:os";
import { join } from "node:path";

/** Outside the sources, so that a fresh clone on the same machine finds again what was built or installed. */
export const userCache = join(
  process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
  "pulumi-intune-provisioning",
);
