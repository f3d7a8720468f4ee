import {
  countAll,
  removalKeys,
  type Explanation,
  type Line,
  type SectionKey,
} from "./explanation.js";

export interface Part {
  key: SectionKey;
  lines: readonly string[];
  all: readonly Line[];
  hidden: readonly Line[];
}

export interface Page {
  explanation: Explanation;
  parts: readonly Part[];
  /** Counts still include them. */
  hiddenRemovals: number;
  /** Where to find the whole, if something is hidden. */
  whole: string | undefined;
}

export interface Form {
  renderLine: (line: Line, key: SectionKey) => string;
  renderPage: (page: Page) => string;
}

/** Longer lists of one profile are split, so that they can be cut. */
const mostOfLine = 50;

/**
 * The longest text within `maxBytes`. Removals come first; what has no room is counted.
 *
 * @param whole says where to find all of it.
 * @throws Error where not even the counts have room.
 */
export function fit(
  explanation: Explanation,
  { renderLine, renderPage }: Form,
  {
    maxBytes = Infinity,
    whole = "run the same without --max-bytes",
  }: { maxBytes?: number | undefined; whole?: string | undefined } = {},
): { text: string; page: Page } {
  const sections = explanation.sections.map(({ key, lines }) => {
    const all = lines.flatMap(cutLine);
    return { key, all, texts: all.map((line) => renderLine(line, key)) };
  });
  const isRemoval = ({ key }: { key: SectionKey }): boolean => removalKeys.has(key);
  const byPriority = [...sections.filter(isRemoval), ...sections.filter((one) => !isRemoval(one))];
  const show = (most: number): { text: string; page: Page } => {
    let left = most;
    const counts = new Map<SectionKey, number>();
    for (const { key, all } of byPriority) {
      counts.set(key, Math.min(left, all.length));
      left -= Math.min(left, all.length);
    }
    const parts = sections.map(({ key, all, texts }) => {
      const count = counts.get(key) ?? 0;
      return { key, lines: texts.slice(0, count), all, hidden: all.slice(count) };
    });
    const hiddenRemovals = countAll(parts.filter(isRemoval).flatMap(({ hidden }) => hidden));
    const isCut = parts.some(({ hidden }) => hidden.length > 0);
    const page = { explanation, parts, hiddenRemovals, whole: isCut ? whole : undefined };
    return { text: renderPage(page), page };
  };
  const fits = (most: number): boolean => Buffer.byteLength(show(most).text) <= maxBytes;
  // Whole sections first: describing hidden lines may take more bytes than a few lines.
  const ends = byPriority.reduce((sums, { all }) => [(sums[0] ?? 0) + all.length, ...sums], [0]);
  const index = ends.findIndex(fits);
  let low = ends[index];
  if (low === undefined)
    throw new Error(
      `--max-bytes ${maxBytes} has no room for the counts alone. Nothing was written.`,
    );
  let high = (ends[index - 1] ?? low) - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return show(low);
}

function cutLine(line: Line): Line[] {
  const rest = line.who.slice(mostOfLine);
  if (rest.length === 0) return [line];
  return [{ ...line, who: line.who.slice(0, mostOfLine) }, ...cutLine({ ...line, who: rest })];
}
