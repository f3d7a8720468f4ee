import { explainRun } from "../../provider/dist/explain/explainRun.js";
import type { Explanation, Line, SectionKey } from "../../provider/dist/explain/explanation.js";
import { describeAudience } from "../../provider/dist/explain/forms.js";
import { readEngineRun } from "../../provider/dist/explain/readEngineRun.js";
import { previewOf, type RawStep } from "./previews.ts";

export function explain(steps: readonly RawStep[]): Explanation {
  return explainRun(readEngineRun(previewOf(steps)));
}

/** A section's lines, as in `Alpha: All devices, group 1; note`. */
export function linesOf({ sections }: Explanation, key: SectionKey): string[] {
  const lines = sections.find((section) => section.key === key)?.lines ?? [];
  return lines.map(describeLine);
}

function describeLine({ name, who, note }: Line): string {
  const said = [...who.map(describeAudience), ...(note === undefined ? [] : [note])];
  return `${name}: ${said.join(", ")}`.replaceAll(/group 0*([0-9a-f]+)-[-0-9a-f]+/g, "group $1");
}
