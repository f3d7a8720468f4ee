import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { bundlePackage } from "../pack/bundlePackage.ts";

export const providerFolder = join(import.meta.dirname, "..", "..", "provider");
export const builtFolder = join(providerFolder, "dist");

/** A folder that holds the package as npm publishes it, and finds that package by name. */
export interface PublishedProvider {
  path: string;
  remove: () => void;
}

export async function publishProvider(): Promise<PublishedProvider> {
  // Beside the package, so that its dependencies are found.
  const path = mkdtempSync(join(providerFolder, "published-"));
  await bundlePackage(providerFolder, builtFolder, join(path, "dist"));
  cpSync(join(providerFolder, "package.json"), join(path, "package.json"));
  mkdirSync(join(path, "node_modules"));
  symlinkSync(path, join(path, "node_modules", "pulumi-intune-provisioning"));
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
