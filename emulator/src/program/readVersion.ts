import { readFileSync } from "node:fs";

export function readVersion(): string {
  const file = import.meta.resolve("intune-graph-emulator/package.json");
  const manifest = readFileSync(new URL(file), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
