// @ts-nocheck
import type { Emulator, Fault, FaultHandle } from "intune-graph-emulator";

/** Faults that end with the test that scripts them. To be made within `describe`. */
export class ScriptedFaults {
  readonly #emulator: () => Emulator;
  #handles: FaultHandle[] = [];

  constructor(emulator: () => Emulator) {
    this.#emulator = emulator;
    afterEach(() => {
      this.remove();
    });
  }

  script(fault: Fault): void {
    this.#handles.push(this.#emulator().script(fault));
  }

  remove(): void {
    for (const handle of this.#handles) handle.remove();
    this.#handles = [];
  }
}
