import type { Observed } from "./compareToFloor.ts";
import { formatColumns } from "./formatColumns.ts";

/** What was measured of each shell, and of a native resource that does nothing, under the same conditions. */
export interface Shells {
  dynamic: readonly Observed[];
  native: readonly Observed[];
  floor: readonly Observed[];
}

/** One operation of the native shell beside the dynamic one's and the floor's. */
export interface ShellRow {
  operation: string;
  dynamicMs: number;
  nativeMs: number;
  floorMs: number;
  /** By how much of the dynamic shell's time the native one is slower; below zero it is faster. */
  slower: number;
  /** The native shell's time, as a ratio to the floor's. */
  toFloor: number;
  dynamicStateBytes: number;
  nativeStateBytes: number;
  floorStateBytes: number;
}

export function compareShells({ dynamic, native, floor }: Shells): ShellRow[] {
  return native.map((shell, index) => {
    const [former = shell, least = shell] = [dynamic[index], floor[index]];
    return {
      operation: shell.operation,
      dynamicMs: Math.round(former.elapsedMs),
      nativeMs: Math.round(shell.elapsedMs),
      floorMs: Math.round(least.elapsedMs),
      slower: shell.elapsedMs / former.elapsedMs - 1,
      toFloor: shell.elapsedMs / least.elapsedMs,
      dynamicStateBytes: former.stateBytes,
      nativeStateBytes: shell.stateBytes,
      floorStateBytes: least.stateBytes,
    };
  });
}

export function formatShells(rows: readonly ShellRow[]): string {
  const header = ["", "dynamic s", "native s", "slower", "floor s", "native to floor"];
  const sizes = ["dynamic state kB", "native state kB", "floor state kB"];
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);
  return formatColumns(
    [...header, ...sizes],
    rows.map((row) => [
      row.operation,
      seconds(row.dynamicMs),
      seconds(row.nativeMs),
      row.slower.toFixed(2),
      seconds(row.floorMs),
      row.toFloor.toFixed(2),
      ...[row.dynamicStateBytes, row.nativeStateBytes, row.floorStateBytes].map(kilobytes),
    ]),
  );
}
