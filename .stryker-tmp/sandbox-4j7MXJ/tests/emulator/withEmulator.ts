// @ts-nocheck
import { createEmulator, type Emulator, type EmulatorOptions } from "intune-graph-emulator";
import { callGraph, configurationsPath, pickItems, type Answer, type Target } from "./callGraph.ts";

/** What a test works with. */
export interface Bench {
  readonly emulator: Emulator;
  readonly target: Target;
  /** Sends `"METHOD path"`, the path below the root. */
  readonly call: (
    line: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  /** Path of a new configuration. */
  readonly addConfiguration: () => { readonly id: string; readonly path: string };
}

/** Runs a test against an emulator of its own and closes it. */
export async function withEmulator(
  options: EmulatorOptions,
  test: (bench: Bench) => Promise<void>,
): Promise<void> {
  const emulator = await createEmulator(options);
  const target = { baseUrl: emulator.url, token: () => emulator.issueToken() };
  try {
    await test({
      emulator,
      target,
      call: (line, body, headers) => callGraph(target, line, body, headers),
      addConfiguration: () => {
        const { id } = emulator.tenant.addConfiguration({ displayName: "Field Service" });
        return { id, path: `${configurationsPath}/${id}` };
      },
    });
  } finally {
    await emulator.close();
  }
}

/** How many items a list shows. */
export async function countItems({ call }: Bench, path: string): Promise<number> {
  return pickItems((await call(`GET ${path}`)).body).length;
}
