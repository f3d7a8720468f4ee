import {
  countAll,
  removalKeys,
  type Explanation,
  type Line,
  type SectionKey,
} from "./explanation.js";

/** What a text shows of each section: the first so many lines. */
export type Shown = ReadonlyMap<SectionKey, number>;

/** What a renderer is given: the lines of a section, and those that it only counts. */
export interface Part {
  key: SectionKey;
  lines: readonly Line[];
  hidden: readonly Line[];
}

/** An explanation as it is to be shown. */
export interface Page {
  explanation: Explanation;
  parts: readonly Part[];
  /** How many removals are not listed; counts say how many there are. */
  hiddenRemovals: number;
  isCut: boolean;
}

/** A long list of one profile is several lines, so that it can be cut between. */
const mostOfLine = 50;

/**
 * The longest text within a number of bytes: what is removed is listed whole as long as there is any room for it, and what
 * else there is is listed from the top, and counted where it has no room.
 *
 * @throws Error where not even the counts have room.
 */
export function fit(
  explanation: Explanation,
  render: (page: Page) => string,
  maxBytes = Infinity,
): { text: string; page: Page } {
  const sections = explanation.sections.map(({ key, lines }) => ({
    key,
    lines: lines.flatMap(cutLine),
  }));
  const pageOf = (shown: Shown): Page => toPage(explanation, sections, shown);
  const fits = (shown: Shown): boolean => Buffer.byteLength(render(pageOf(shown))) <= maxBytes;
  const shown = new Map(sections.map(({ key, lines }) => [key, lines.length]));
  const isRemoval = ({ key }: { key: SectionKey }): boolean => removalKeys.has(key);
  const backwards = sections.toReversed();
  const order = [...backwards.filter((one) => !isRemoval(one)), ...backwards.filter(isRemoval)];
  for (const { key, lines } of order) {
    if (fits(shown)) break;
    shown.set(key, 0);
    if (fits(shown))
      shown.set(
        key,
        findMost(lines.length, (n) => fits(new Map(shown).set(key, n))),
      );
  }
  const page = pageOf(shown);
  const text = render(page);
  if (Buffer.byteLength(text) > maxBytes)
    throw new Error(
      `--max-bytes ${maxBytes} has no room for the counts alone. Nothing was written.`,
    );
  return { text, page };
}

/** The largest number that fits; 0 is known to. */
function findMost(most: number, fits: (n: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cutLine(line: Line): Line[] {
  if (line.who.length <= mostOfLine) return [line];
  const starts = Array.from({ length: Math.ceil(line.who.length / mostOfLine) }, (_, n) => n);
  return starts.map((n) => ({
    ...line,
    who: line.who.slice(n * mostOfLine, (n + 1) * mostOfLine),
  }));
}

function toPage(explanation: Explanation, sections: Explanation["sections"], shown: Shown): Page {
  const parts = sections.map(({ key, lines }) => {
    const count = shown.get(key) ?? 0;
    return { key, lines: lines.slice(0, count), hidden: lines.slice(count) };
  });
  const hiddenOf = (isMeant: (key: SectionKey) => boolean): number =>
    parts.reduce((sum, { key, hidden }) => sum + (isMeant(key) ? countAll(hidden) : 0), 0);
  return {
    explanation,
    parts,
    hiddenRemovals: hiddenOf((key) => removalKeys.has(key)),
    isCut: hiddenOf(() => true) > 0,
  };
}
