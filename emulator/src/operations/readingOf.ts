import type { EmulatorContext } from "../emulatorContext.js";
import type { OperationRequest } from "../operation.js";
import type { Reading } from "../store/configurationRecord.js";

/** Pages after the first are no reads of their own. */
export function readingOf(
  { route, url }: Pick<OperationRequest, "route" | "url">,
  { settings }: EmulatorContext,
): Reading {
  const kind = url.searchParams.has("$skiptoken") ? "continuation" : "read";
  return { route, kind, time: settings.now() };
}
