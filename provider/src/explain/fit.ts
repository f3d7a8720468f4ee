import {
  countAll,
  removalKeys,
  type Explanation,
  type Line,
  type SectionKey,
} from "./explanation.js";

/** The lines of a section as they are shown, and those that are only counted. */
export interface Part {
  key: SectionKey;
  lines: readonly string[];
  all: readonly Line[];
  hidden: readonly Line[];
}

/** An explanation as it is to be shown. */
export interface Page {
  explanation: Explanation;
  parts: readonly Part[];
  /** How many removals are not listed; counts say how many there are. */
  hiddenRemovals: number;
  /** Where all of it is, if something is hidden. */
  whole: string | undefined;
}

/** How lines look, and the page around them. */
export interface Form {
  renderLine: (line: Line, key: SectionKey) => string;
  renderPage: (page: Page) => string;
}

/** A long list of one profile is several lines, so that it can be cut between. */
const mostOfLine = 50;

/**
 * The longest text within a number of bytes: what is removed is listed whole as long as there is any room for it, and what
 * else there is is listed from the top, and counted where it has no room.
 *
 * @param whole says where all of it is.
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
  /** Shows the first so many lines. */
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
  // Whole sections first: what is said of hidden lines may be longer than few lines.
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
