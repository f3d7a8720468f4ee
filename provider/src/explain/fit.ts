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
  const byPriority = [...sections.filter(isRemoval), ...sections.filter((one) => !isRemoval(one))];
  const keep = (most: number): Explanation => {
    let left = most;
    const kept = new Map(
      byPriority.map(({ key, lines }) => {
        const count = Math.min(left, lines.length);
        left -= count;
        return [key, { key, lines: lines.slice(0, count), hidden: lines.slice(count) }];
      }),
    );
    return { ...explanation, sections: sections.map((one) => kept.get(one.key) ?? one) };
  };
  const fits = (most: number): boolean => Buffer.byteLength(render(keep(most))) <= maxBytes;
  const all = sections.flatMap(({ lines }) => lines).length;
  if (fits(all)) return keep(all);
  let [low, high] = [0, Math.max(0, all - 1)];
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
