import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FakeCliSettings } from "./fakeCliSettings.js";
import type { FakeCliName } from "./runFakeCli.js";

/**
 * Writes the command into a folder that is to lead PATH; returns its path. It names this process's node, since the
 * caller's PATH may have none.
 */
export async function writeFakeCli(
  name: FakeCliName,
  folder: string,
  settings: FakeCliSettings,
): Promise<string> {
  const file = join(folder, name);
  const code = import.meta.resolve("intune-graph-emulator/runFakeCli");
  const call = `runFakeCli(${JSON.stringify(name)}, ${JSON.stringify(settings)})`;
  const lines = [
    `#!${process.execPath}`,
    `import(${JSON.stringify(code)}).then(({ runFakeCli }) => ${call});`,
  ];
  await writeFile(file, `${lines.join("\n")}\n`, { mode: 0o755 });
  return file;
}
