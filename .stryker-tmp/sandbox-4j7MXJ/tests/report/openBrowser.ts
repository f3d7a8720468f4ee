// @ts-nocheck
import { inflate } from "@sparticuz/chromium";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "playwright-core";

const packageFolder = join(
  dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))),
  "..",
);
const cacheFolder = join(import.meta.dirname, "..", "..", "node_modules", ".cache", "chromium");

/**
 * Starts the Chromium that came with npm, with the fonts and libraries that came along, so that a picture is the same
 * on every machine. It is one for Linux on x64, and needs nothing else there; elsewhere an installed Chrome is taken.
 */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return chromium.launch({ channel: "chrome" });
  }
  const folder = await unpackBrowser();
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    // Containers and root have no sandbox to offer; the pages are ours.
    args: ["--no-sandbox", "--no-zygote", "--font-render-hinting=none"],
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    },
  });
}

/** Unpacks once per version, 200 MB beside the packages: whole, or not at all. */
async function unpackBrowser(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")) as {
    version: string;
  };
  const folder = join(cacheFolder, manifest.version);
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const partial = await mkdtemp(join(cacheFolder, "partial-"));
  try {
    await inflateInto(partial, ["chromium.br", "fonts.tar.br", "al2023.tar.br"]);
    await writeFile(join(partial, "fonts.conf"), describeFonts(folder));
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The package unpacks into the folder for temporary files, wherever that is. */
async function inflateInto(folder: string, names: readonly string[]): Promise<void> {
  const former = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    await Promise.all(names.map((name) => inflate(join(packageFolder, "bin", name))));
  } finally {
    if (former === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = former;
  }
}

function describeFonts(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}
