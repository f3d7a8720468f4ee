import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder in which projects find what the repository has installed and built. It goes with the process. */
export const linked = mkdtempSync(join(tmpdir(), "intune-programs-"));
symlinkSync(
  join(import.meta.dirname, "..", "..", "node_modules"),
  join(linked, "node_modules"),
  "junction",
);
process.on("exit", () => {
  rmSync(linked, { recursive: true, force: true });
});
