import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineFolder } from "../../engine/localStack.ts";

interface Deployment {
  resources?: unknown[];
  secrets_providers?: unknown;
}
interface State {
  checkpoint: { latest?: Deployment };
}

const fileOf = (folder: EngineFolder, stackName: string): string =>
  join(folder.path, "backend/.pulumi/stacks/quickstart", `${stackName}.json`);

const read = (file: string): State => JSON.parse(readFileSync(file, "utf8")) as State;

/** The resources in a stack's state, from the file backend: the CLI takes a third of a second to export them. */
export function readState<Resource>(folder: EngineFolder, stackName: string): Resource[] {
  const { checkpoint } = read(fileOf(folder, stackName));
  return (checkpoint.latest?.resources ?? []) as Resource[];
}

/** Gives a stack that has run nothing yet a state without secrets, as `stack export` writes it. */
export function writeState(folder: EngineFolder, stackName: string, exported: string): void {
  const file = fileOf(folder, stackName);
  const state = read(file);
  const { deployment } = JSON.parse(exported) as { deployment: Deployment };
  // What encrypts secrets is the tests' own.
  state.checkpoint.latest = { ...deployment, secrets_providers: undefined };
  writeFileSync(file, JSON.stringify(state));
}
