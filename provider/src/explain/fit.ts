import { isRemoval, type Explanation, type Line } from "./explanation.js";

/**
 * Hides as few lines as possible, and removals last, so that the text has at most `maxBytes`.
 * @throws Error where not even the counts have room.
 */
export function fit(
  explanation: Explanation,
  render: (explanation: Explanation) => string,
  maxBytes = Infinity,
): Explanation {
  const sections = explanation.sections.map((one) => ({
    ...one,
    lines: one.lines.flatMap(cutLine),
  }));
  const byPriority = sections
    .toSorted((a, b) => Number(isRemoval(b)) - Number(isRemoval(a)))
    .flatMap(({ lines }) => lines);
  const keep = (most: number): Explanation => {
    const kept = new Set(byPriority.slice(0, most));
    const cut = sections.map(({ lines, ...section }) => ({
      ...section,
      lines: lines.filter((line) => kept.has(line)),
      hidden: lines.filter((line) => !kept.has(line)),
    }));
    return { ...explanation, sections: cut };
  };
  const fits = (most: number): boolean => Buffer.byteLength(render(keep(most))) <= maxBytes;
  if (fits(byPriority.length)) return keep(byPriority.length);
  let [low, high] = [0, byPriority.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  if (fits(low)) return keep(low);
  throw new Error(`--max-bytes ${maxBytes} has no room for the counts alone. Nothing was written.`);
}

/** Longer lists of one profile are split, so that they can be cut. */
const mostOfLine = 50;

function cutLine(line: Line): Line[] {
  const rest = line.who.slice(mostOfLine);
  if (rest.length === 0) return [line];
  return [{ ...line, who: line.who.slice(0, mostOfLine) }, ...cutLine({ ...line, who: rest })];
}
