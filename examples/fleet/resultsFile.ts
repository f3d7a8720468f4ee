import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import type { Result } from "./result.ts";
import type { Shard } from "./shard.ts";

/** What one machine writes, and `join` reads. */
interface ResultsFile {
  shard: Shard;
  /** Of the tenants' names: parts of one fleet have the same. */
  fleet: string;
  expectNoChanges: boolean;
  results: Result[];
}

/** Files that do not add up to one fleet. */
export class ResultsError extends Error {
  override readonly name = "ResultsError";
}

export const identifyFleet = (names: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(names)).digest("hex");

export async function writeResults(file: string, content: ResultsFile): Promise<void> {
  await writeFile(file, `${JSON.stringify(content, undefined, 2)}\n`);
}

export interface JoinedResults {
  results: Result[];
  expectNoChanges: boolean;
}

/**
 * Joins the results of all parts of one fleet, in the order of the parts.
 *
 * @throws ResultsError where a part is missing: a machine that died must not look like one on which all was well.
 */
export async function joinResults(names: readonly string[]): Promise<JoinedResults> {
  const files = await Promise.all(
    names.map(async (name) => ({ name, ...(await readResults(name)) })),
  );
  const [first] = files;
  if (first === undefined) throw new ResultsError("Name the results of each part.");
  for (const { name, fleet, shard } of files)
    if (fleet !== first.fleet || shard.count !== first.shard.count)
      throw new ResultsError(`${name} and ${first.name} belong to different fleets or parts.`);
  const byIndex = Map.groupBy(files, ({ shard }) => shard.index);
  const twice = [...byIndex.values()].find((same) => same.length > 1);
  if (twice)
    throw new ResultsError(`${twice.map(({ name }) => name).join(" and ")} are the same part.`);
  const indexes = Array.from({ length: first.shard.count }, (_, position) => position + 1);
  const missing = indexes.filter((index) => !byIndex.has(index));
  if (missing.length > 0)
    throw new ResultsError(
      `Of ${first.shard.count} parts, there are no results of ${missing.join(", ")}: what became of their tenants is not known. Run each again with --shard.`,
    );
  const sorted = files.sort((one, other) => one.shard.index - other.shard.index);
  return {
    results: sorted.flatMap(({ results }) => results),
    expectNoChanges: files.some(({ expectNoChanges }) => expectNoChanges),
  };
}

async function readResults(name: string): Promise<ResultsFile> {
  try {
    const content = JSON.parse(await readFile(name, "utf8")) as ResultsFile;
    if (Array.isArray(content.results) && typeof content.fleet === "string") return content;
  } catch (error) {
    throw new ResultsError(`${name} can't be read: ${(error as Error).message}`, { cause: error });
  }
  throw new ResultsError(`${name} is no file of --results.`);
}
