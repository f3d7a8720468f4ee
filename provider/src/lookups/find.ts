import * as pulumi from "@pulumi/pulumi";
import { describeDifference } from "../domain/alikeNames.js";
import type { ArgumentRules } from "../domain/problem.js";
import { sortKeys } from "../domain/values.js";
import { toMessage } from "../domain/readable.js";
import { isGone, pollUntil } from "../handlers/readLive.js";
import { defaultReadBackMs, type HandlerContext } from "../handlers/handlerContext.js";

export type LookupContext = Pick<
  HandlerContext,
  "configurations" | "groups" | "sharedList" | "clock" | "retryBudgetMs"
>;

export interface Lookup<Args, Found> extends ArgumentRules {
  /** Always in the answer. An engine's function returns an object: a list is its property. */
  key: string;
  /** @throws MissingError if there is none. */
  find: (context: LookupContext, args: Args) => Promise<Found>;
}

/**
 * `cmd/run` may print the stack: it is the message too. Setting has no effect: Pulumi's serializer would prefix property
 * names.
 */
export class LookupError extends pulumi.RunError {
  override readonly name = "LookupError";

  constructor(...lines: readonly string[]) {
    const message = toMessage(lines.join("\n"));
    super(message);
    Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
    this.stack = message;
  }
}

export class MissingError extends LookupError {}

/** By the run's list: no other tenant shares it. */
const underWay = new WeakMap<LookupContext["sharedList"], Map<string, Promise<unknown>>>();

/**
 * Equal look-ups under way share one search.
 * @param mayBeNew Graph may show it late.
 */
export async function find<Args, Found>(
  lookup: Lookup<Args, Found>,
  args: Args,
  context: LookupContext,
  mayBeNew: boolean,
): Promise<Found> {
  const searches = underWay.get(context.sharedList) ?? new Map<string, Promise<unknown>>();
  underWay.set(context.sharedList, searches);
  const key = JSON.stringify([lookup.lookup, mayBeNew, sortKeys(args)]);
  const attempt = () => lookup.find(context, args);
  const search = () => (mayBeNew ? findNew(attempt, context) : attempt());
  const running = searches.get(key) ?? search().finally(() => searches.delete(key));
  searches.set(key, running);
  // A program may change what it got.
  return structuredClone((await running) as Found);
}

async function findNew<Found>(find: () => Promise<Found>, { clock, retryBudgetMs }: LookupContext) {
  const read = () =>
    find().catch((error: unknown) => {
      if (error instanceof MissingError || isGone(error)) return error;
      throw error;
    });
  const isFound = (value: Found | Error): value is Found => !(value instanceof Error);
  const readBackMs = Math.min(retryBudgetMs, defaultReadBackMs);
  const { value } = await pollUntil({ clock, readBackMs }, read, isFound);
  if (isFound(value)) return value;
  throw value;
}

/** @throws LookupError for several. */
export function findOnly<Item extends { displayName: string }>(
  what: string,
  found: readonly Item[],
  describe: (item: Item) => string,
): Item | undefined {
  if (found.length < 2) return found[0];
  throw new LookupError(
    `Cannot get ${what}: there are ${found.length} of that name:`,
    ...listFound(found, describe),
    "Give the `id` of the one that is meant.",
  );
}

const mostListed = 20;

/** Names that look like the wanted one come first, with the difference. */
export function listFound<Item extends { displayName: string }>(
  found: readonly Item[],
  describe: (item: Item) => string,
  wanted = "",
): string[] {
  const lines = found
    .map((item) => [describe(item), describeDifference(wanted, item.displayName) ?? []].flat())
    .toSorted((one, other) => other.length - one.length)
    .map((parts) => `  - ${parts.join(": ")}`);
  const unlisted = lines.length - mostListed;
  return unlisted > 0 ? [...lines.slice(0, mostListed), `  and ${unlisted} more.`] : lines;
}
