import type { Observed } from "./compareToFloor.ts";
import { publishProvider } from "./publishProvider.ts";
import { openSubject, type Subject, type SubjectConditions } from "./openSubject.ts";
import type { Kind, OperationName } from "./subject.ts";

export interface LifeConditions extends Omit<SubjectConditions, "projectFolder" | "environment"> {
  /** Whether the engine writes the state before and after each step. */
  hasCheckpoints: boolean;
}

/** The operations of a life in order, and how often each runs: short ones differ most from run to run. */
function listRounds({ quota, hasCheckpoints }: LifeConditions): [OperationName, number][] {
  // Repeated requests would use up the quota.
  const reads = quota ? 1 : 5;
  return [
    ["create", 1],
    ["noop", reads],
    ["preview", reads],
    ["change", quota || hasCheckpoints ? 1 : 3],
    ["refresh", reads],
    ["destroy", 1],
  ];
}

/** Lets the engine write the state once, at the end. */
const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/**
 * Takes kinds of resources through their lives. They take turns at every operation, so that a machine that slows down
 * slows all of them. Of an operation that runs several times, the median counts.
 */
export async function observeLives(
  kinds: readonly Kind[],
  conditions: LifeConditions,
  onObserved: (kind: Kind, operation: OperationName) => void,
): Promise<Observed[][]> {
  const published = await publishProvider();
  const subjects: Subject[] = [];
  try {
    const environment = conditions.hasCheckpoints ? {} : withoutCheckpoints;
    for (const kind of kinds)
      subjects.push(
        await openSubject(kind, { ...conditions, environment, projectFolder: published.path }),
      );
    const lives = subjects.map((): Observed[] => []);
    for (const [operation, count] of listRounds(conditions)) {
      const runs = subjects.map((): Observed[] => []);
      for (let round = 0; round < count; round += 1)
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
