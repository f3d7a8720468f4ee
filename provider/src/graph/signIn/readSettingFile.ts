import { readFile, stat } from "node:fs/promises";
import { SettingsError } from "../settingText.js";
import { describeSetting, type GraphSettings } from "../settingsTable.js";

/** @throws SettingsError */
export async function readSettingFile(
  settings: GraphSettings,
  name: "clientCertificatePath" | "oidcTokenFilePath",
): Promise<Buffer> {
  const path = settings[name] ?? "";
  let problem = "a folder, a pipe or a device: name a file";
  try {
    // A pipe would be waited for.
    if ((await stat(path)).isFile()) return await readFile(path);
  } catch (error) {
    const { code = "no reason given" } = error as NodeJS.ErrnoException;
    problem =
      code === "ENOENT" ? "a file that does not exist" : `a file that cannot be read (${code})`;
  }
  throw new SettingsError(`${describeSetting(settings, name)} names ${problem}.`);
}
