import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildGo, report } from "./buildGo.ts";
import { cacheFolder } from "./findPulumiCli.ts";

const schema = join(import.meta.dirname, "..", "provider", "dist", "native", "schema.json");

/** Of these languages Pulumi publishes the code generator as a Go module. */
export type SdkLanguage = "python" | "go" | "nodejs";

/** Writes the native plugin's SDK into a folder. `pulumi package gen-sdk` needs the language's host for it. */
export async function generateSdk(language: SdkLanguage, folder: string): Promise<void> {
  await promisify(execFile)(await findGenerator(), [language, schema, folder]);
}

/**
 * Built once, beside the CLI.
 *
 * @throws Error where Go is missing.
 */
export async function findGenerator(): Promise<string> {
  const file = join(cacheFolder, "bin", "generate-sdk");
  if (existsSync(file)) return file;
  report("No generator of SDKs: building it from its Go module (half a minute, once)");
  await buildGo({
    module: import.meta.dirname,
    target: "./sdkGenerator",
    file,
    flags: ["-ldflags", "-s -w"],
    steps: 500,
  });
  return file;
}
