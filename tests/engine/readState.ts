import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineFolder } from "../../engine/localStack.ts";

/** The resources in a stack's state, from the file backend: the CLI takes a third of a second to export them. */
export function readState<Resource>(folder: EngineFolder, stackName: string): Resource[] {
  const file = join(folder.path, "backend/.pulumi/stacks/quickstart", `${stackName}.json`);
  const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
    checkpoint: { latest?: { resources?: Resource[] } };
  };
  return checkpoint.latest?.resources ?? [];
}
