import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../emulator.js";
import type { EmulatorState } from "../emulatorState.js";
import { readJsonFile } from "./readJsonFile.js";

/** The file is never half written. */
export class StateFile {
  readonly #file: string;
  #written = "";

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, "state.json");
  }

  restore(emulator: Emulator): void {
    if (!existsSync(this.#file)) return;
    readJsonFile(this.#file, (state) => {
      emulator.importState(state as EmulatorState);
    });
  }

  save(emulator: Emulator): void {
    const text = `${JSON.stringify(emulator.exportState(), null, 1)}\n`;
    if (text === this.#written) return;
    writeFileSync(`${this.#file}.new`, text);
    renameSync(`${this.#file}.new`, this.#file);
    this.#written = text;
  }
}
