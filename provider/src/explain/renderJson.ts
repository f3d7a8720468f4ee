import { toCode } from "../domain/readable.js";
import { countAll, countRemovals } from "./explanation.js";
import type { Page } from "./fit.js";

/** For programs. What is not listed is counted in `notShown`. */
export function renderJson(page: Page, whole: string | undefined): string {
  const { explanation, parts, hiddenRemovals } = page;
  const { sections: _, ...head } = explanation;
  const json = {
    ...head,
    removals: countRemovals(explanation),
    removalsNotShown: hiddenRemovals,
    ...(page.isCut && { whole: whole ?? "run the same without --max-bytes" }),
    sections: Object.fromEntries(
      parts.map(({ key, lines, hidden }) => [
        key,
        { count: countAll([...lines, ...hidden]), notShown: countAll(hidden), lines },
      ]),
    ),
  };
  return `${toCode(json, page.isCut ? undefined : 1)}\n`;
}
