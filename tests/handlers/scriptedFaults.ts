import type { Emulator, Fault, FaultHandle } from "intune-graph-emulator";

/** The faults of a test, which end with it. */
export class ScriptedFaults {
  readonly #emulator: () => Emulator;
  #handles: FaultHandle[] = [];

  constructor(emulator: () => Emulator) {
    this.#emulator = emulator;
  }

  script(fault: Fault): void {
    this.#handles.push(this.#emulator().script(fault));
  }

  remove(): void {
    for (const handle of this.#handles) handle.remove();
    this.#handles = [];
  }
}
