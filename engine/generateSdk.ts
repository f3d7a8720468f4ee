import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildGo, report, type GoBuild } from "./buildGo.ts";
import { cacheFolder } from "./findPulumiCli.ts";

const schema = join(import.meta.dirname, "..", "provider", "dist", "native", "schema.json");

/** Of these languages Pulumi publishes the code generator as a Go module; of .NET up to a certain version. */
export type SdkLanguage = "python" | "go" | "nodejs" | "dotnet";

/** Writes the native plugin's SDK into a folder. `pulumi package gen-sdk` needs the language's host for it. */
export async function generateSdk(language: SdkLanguage, folder: string): Promise<void> {
  const [file, ...args] =
    language === "dotnet" ? [await findDotnetGenerator()] : [await findGenerator(), language];
  await promisify(execFile)(file, [...args, schema, folder]);
}

/**
 * Built once, beside the CLI.
 *
 * @throws Error where Go is missing.
 */
export const findGenerator = (): Promise<string> =>
  find("generate-sdk", { module: import.meta.dirname, target: "./sdkGenerator" });

const findDotnetGenerator = (): Promise<string> =>
  find("generate-dotnet-sdk", {
    module: join(import.meta.dirname, "sdkGenerator", "dotnet"),
    target: ".",
  });

async function find(name: string, source: Pick<GoBuild, "module" | "target">): Promise<string> {
  const file = join(cacheFolder, "bin", name);
  if (existsSync(file)) return file;
  report(`No ${name}: building it from its Go module (half a minute, once)`);
  await buildGo({ ...source, file, flags: ["-ldflags", "-s -w"], steps: 500 });
  return file;
}
