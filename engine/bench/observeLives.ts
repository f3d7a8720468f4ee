import type { Observed } from "./compareToFloor.ts";
import { publishProvider } from "./publishProvider.ts";
import { openSubject, type Subject, type SubjectConditions } from "./openSubject.ts";
import type { Kind, OperationName } from "./subject.ts";

/**
 * The operations of a life, and how often each is repeated. Those that write nothing are short, and differ most from run
 * to run: the median counts.
 */
const rounds: readonly (readonly [OperationName, number])[] = [
  ["create", 1],
  ["noop", 5],
  ["preview", 5],
  ["change", 1],
  ["refresh", 5],
  ["destroy", 1],
];

/**
 * Takes kinds of resources through their lives. They take turns at every operation, so that a machine that slows down
 * slows all of them.
 */
export async function observeLives(
  kinds: readonly Kind[],
  conditions: Omit<SubjectConditions, "projectFolder">,
  onObserved: (kind: Kind, operation: OperationName) => void,
): Promise<Observed[][]> {
  const published = await publishProvider();
  const subjects: Subject[] = [];
  try {
    for (const kind of kinds)
      subjects.push(await openSubject(kind, { ...conditions, projectFolder: published.path }));
    const lives = subjects.map((): Observed[] => []);
    for (const [operation, count] of rounds) {
      const runs = subjects.map((): Observed[] => []);
      // Repeated refreshes would use up the quota.
      for (let round = 0; round < (conditions.quota ? 1 : count); round += 1)
        for (const [index, subject] of subjects.entries()) {
          runs[index]?.push(await subject.run(operation));
          onObserved(subject.kind, operation);
        }
      for (const [index, life] of lives.entries()) life.push(...takeMedian(runs[index] ?? []));
    }
    return lives;
  } finally {
    for (const subject of subjects) await subject.close();
    published.remove();
  }
}

function takeMedian(runs: readonly Observed[]): Observed[] {
  const sorted = runs.toSorted((a, b) => a.elapsedMs - b.elapsedMs);
  const middle = Math.floor(sorted.length / 2);
  return sorted.slice(middle, middle + 1);
}
