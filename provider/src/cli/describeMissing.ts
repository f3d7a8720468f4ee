import { showName } from "../domain/showName.js";
import type { GraphError } from "../graph/graphError.js";

/** Something that could not be read. */
export interface MissingObject {
  id: string;
  /** Undefined where not even the name is known. */
  displayName?: string;
  refusal: GraphError;
}

/** One line: its id and the reason. */
export function describeMissing({ id, displayName, refusal }: MissingObject): string {
  const name = displayName === undefined ? "" : ` "${showName(displayName)}"`;
  return `Missing: ${id}${name}. ${refusal.message}`;
}
