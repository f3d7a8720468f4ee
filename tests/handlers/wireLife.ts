import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { Configuration } from "intune-graph-emulator";
import type { ConfigurationInputs } from "../../provider/dist/domain/configuration.js";
import type { Mode } from "../../provider/dist/domain/assignmentsInputs.js";
import { defaultReadBackMs } from "../../provider/dist/handlers/handlerContext.js";
import type { HandlerBench, LiveWords } from "./handlerBench.ts";
import { findUnfit, findUnreadable } from "./readable.ts";
import { profileInBase64, StackedConfiguration } from "./stackedConfiguration.ts";
import { StackedSet, type Program } from "./stackedSet.ts";
import type { WireBench } from "./wireBench.ts";
import { fillIn, someFaults, type Known, type WildAnswer, type WildFault } from "./wildAnswers.ts";

/** The life of a configuration and its set, with wrong answers to each of its operations. */
export interface WireLife {
  mode: Mode;
  operations: Record<OperationName, { faults: WildFault[]; isRepairedAfter: boolean }>;
}

const names = [
  "createConfiguration",
  "createSet",
  "refreshConfiguration",
  "refreshSet",
  "updateConfiguration",
  "updateSet",
  "refreshUpdatedConfiguration",
  "refreshUpdatedSet",
  "deleteSet",
  "deleteConfiguration",
] as const;
type OperationName = (typeof names)[number];

const someOperation = fc.record({ faults: someFaults, isRepairedAfter: fc.boolean() });

export const someWireLife: fc.Arbitrary<WireLife> = fc.record({
  mode: fc.constantFrom("authoritative" as const, "additive" as const),
  operations: fc.record(
    Object.fromEntries(names.map((name) => [name, someOperation])) as Record<
      OperationName,
      typeof someOperation
    >,
  ),
});

const mostRequests = 200;
/** The retry budget, and for how long reads may wait besides: for a write to show, and for a 404 to be confirmed. */
const longestMs = 300_000 + 2 * defaultReadBackMs;

const allowedPath =
  /^\/beta\/deviceAppManagement\/iosLobAppProvisioningConfigurations(\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/(assign|assignments|groupAssignments))?)?(\?|$)/;

const payloads = {
  first: profileInBase64({ name: "First" }),
  second: profileInBase64({ name: "Second" }),
};

/** Sets of both collections: entries of others in the older one forbid to write where a program does not declare it. */
const setPrograms: Record<"first" | "second", Required<Pick<Program, "assignments" | "older">>> = {
  first: { assignments: ["group 1", "not 2"], older: [1, 4] },
  second: { assignments: ["group 1", "group 3", "devices"], older: [3, 4] },
};

/** What others have put into a set that is shared with them. */
const foreign = { assignments: ["group 7", "abstract"], older: [8] };

let lives = 0;

/** @returns what went wrong, in sentences. */
export async function liveOnWire(wire: WireBench, life: WireLife): Promise<string[]> {
  const run = new LifeOnWire(wire, life.mode);
  try {
    await run.live(life);
    return run.problems;
  } finally {
    run.clear();
  }
}

class LifeOnWire {
  readonly problems: string[] = [];
  readonly #wire: WireBench;
  readonly #bench: HandlerBench;
  readonly #mode: Mode;
  readonly #name: string;
  readonly #other: string;
  readonly #otherBefore: unknown;
  readonly #configuration: StackedConfiguration;
  #set: StackedSet | undefined;
  #declared: "first" | "second" = "first";
  #adoptId: string | undefined;
  /** Some answer told of entries, or of a configuration, what is not so, as Graph would: nobody can know better. */
  #wasMisled: Record<"entries" | "configuration", boolean> = {
    entries: false,
    configuration: false,
  };
  #hasForeign = false;
  #errors: string[] = [];

  constructor(wire: WireBench, mode: Mode) {
    this.#wire = wire;
    this.#bench = wire.bench;
    this.#mode = mode;
    this.#name = `Field Service ${(lives += 1)}`;
    this.#configuration = new StackedConfiguration(wire.bench.context);
    const { tenant } = this.#bench.emulator;
    const payload = payloads.first;
    this.#other = tenant.addConfiguration({ displayName: "Other", payload }).id;
    this.#bench.setLive(this.#other, { assignments: ["group 5"], older: [6] });
    this.#otherBefore = this.#readOther();
    wire.bench.context.print = (line) => {
      this.#report("printed line", findUnfit(line, this.#bench.token));
    };
  }

  clear(): void {
    const { tenant } = this.#bench.emulator;
    for (const { id } of tenant.configurations) tenant.removeConfiguration(id);
    this.#bench.emulator.clearRequests();
  }

  async live({ operations }: WireLife): Promise<void> {
    const acts: Record<OperationName, () => Promise<unknown>> = {
      createConfiguration: () => this.#upConfiguration(),
      createSet: () => this.#upSet(),
      refreshConfiguration: () => this.#configuration.refresh(),
      refreshSet: async () => this.#set?.refresh(),
      updateConfiguration: () => this.#upConfiguration(),
      updateSet: () => this.#upSet(),
      refreshUpdatedConfiguration: () => this.#configuration.refresh(),
      refreshUpdatedSet: async () => this.#set?.refresh(),
      deleteSet: async () => this.#set?.destroy(),
      deleteConfiguration: () => this.#configuration.destroy(),
    };
    for (const name of names) {
      const { faults, isRepairedAfter } = operations[name];
      if (name === "updateConfiguration") this.#declared = "second";
      if (name === "deleteSet") await this.#repair();
      await this.#operate(name, acts[name], faults);
      if (this.problems.length > 0) return;
      if (name.startsWith("delete")) continue;
      if (isRepairedAfter || this.#configuration.kept === undefined) await this.#repair();
      if (this.problems.length > 0) return;
    }
    await this.#finishDeleting();
  }

  /** One operation of the engine, whatever it meets; what it must do in any case is looked at. */
  async #operate(
    name: string,
    act: () => Promise<unknown>,
    faults: readonly WildFault[] = [],
  ): Promise<Error | undefined> {
    const { emulator, context, token } = this.#bench;
    const { counts } = this.#wire;
    emulator.clearRequests();
    this.#bench.beginOperation();
    const scripted = faults.map((fault) => this.#script(fault));
    const startMs = context.clock.now();
    let failure: Error | undefined;
    try {
      await act();
    } catch (error) {
      failure = error instanceof Error ? error : new Error("No error was thrown.");
      this.#report(name, findUnreadable(error, token), String(error));
      this.#errors.push(`${name}: ${String(error).slice(0, 500)}`);
    }
    const tookMs = context.clock.now() - startMs;
    const { length } = emulator.requests;
    counts.operations += 1;
    counts.failures += failure === undefined ? 0 : 1;
    for (const { handle, misleadsAbout } of scripted) {
      counts.hits += handle.hits;
      if (handle.hits > 0 && misleadsAbout) this.#wasMisled[misleadsAbout] = true;
      handle.remove();
    }
    counts.mostRequests = Math.max(counts.mostRequests, length);
    counts.longestMs = Math.max(counts.longestMs, tookMs);
    const strays = emulator.requests.filter(({ path }) => !allowedPath.test(path));
    this.#report(name, [
      ...(tookMs > longestMs ? [`took ${tookMs / 1000} s`] : []),
      ...(length > mostRequests ? [`sent ${length} requests`] : []),
      ...strays.map(({ method, path }) => `asked for ${method} ${path.slice(0, 200)}`),
      ...(this.#wire.strays() > 0 ? ["asked another host"] : []),
      ...this.#findLost(),
    ]);
    return failure;
  }

  #script({ method, skip, times, takesEffect, cut, answer }: WildFault) {
    const filled = fillIn(answer, this.#known());
    const handle = this.#bench.emulator.script({
      path: "/",
      ...(method && { method }),
      ...{ skip, times, after: takesEffect ? "afterEffect" : "beforeEffect" },
      // What is broken off before it took effect has no answer of its own.
      ...((cut === undefined || takesEffect) && { respond: filled }),
      ...(cut && { cut }),
    });
    return { handle, misleadsAbout: cut === undefined ? findMisled(filled) : undefined };
  }

  #known(): Known {
    const { kept } = this.#configuration;
    const { emulator, token } = this.#bench;
    const own = kept?.id ?? this.#findOwn()[0]?.id ?? "00000000-bbbb-4bbb-8bbb-000000000000";
    const { elsewhere } = this.#wire;
    return { own, other: this.#other, name: this.#name, token, here: emulator.url, elsewhere };
  }

  async #upConfiguration(): Promise<void> {
    const { kept } = this.#configuration;
    const adoptId = kept === undefined ? this.#adoptId : undefined;
    await this.#configuration.up({ ...this.#program(), ...(adoptId !== undefined && { adoptId }) });
  }

  #program(): Pick<ConfigurationInputs, "displayName" | "payload" | "description"> {
    const payload = payloads[this.#declared];
    return { displayName: this.#name, payload, description: this.#declared };
  }

  async #upSet(): Promise<void> {
    const { kept } = this.#configuration;
    if (kept === undefined) return;
    if (this.#set?.id !== kept.id) this.#set = new StackedSet(this.#bench, kept.id);
    if (this.#mode === "additive" && !this.#hasForeign && this.#findOwn()[0]?.id === kept.id) {
      this.#bench.setLive(kept.id, foreign);
      this.#hasForeign = true;
    }
    await this.#set.up({ ...setPrograms[this.#declared], mode: this.#mode });
  }

  /** Refreshes and ups without faults, as errors tell to, until the program is live. */
  async #repair(): Promise<void> {
    let failure: Error | undefined;
    for (let round = 1; round <= 4; round += 1) {
      failure =
        (await this.#operate("refresh of repair", () => this.#configuration.refresh())) ??
        (await this.#operate("refresh of repair", async () => this.#set?.refresh())) ??
        (await this.#operate("up of repair", () => this.#upConfiguration())) ??
        (await this.#operate("up of repair", () => this.#upSet()));
      if (failure === undefined) break;
      this.#adoptId ??= /adoptId: "([0-9a-f-]{36})"/.exec(String(failure))?.[1];
    }
    this.#adoptId = undefined;
    const unmet = failure === undefined ? this.#findUnmet() : [`still fails: ${String(failure)}`];
    this.#report("repair", unmet);
  }

  #findUnmet(): string[] {
    const { id } = this.#configuration;
    const live = this.#bench.emulator.tenant.configurations.find((each) => each.id === id);
    if (live === undefined) return ["the configuration is not there"];
    const declared = this.#program();
    const wrong = (Object.keys(declared) as (keyof typeof declared)[]).filter(
      (name) => live[name] !== declared[name],
    );
    const found = listEntries(this.#bench.liveOf(id));
    const wanted = listEntries(setPrograms[this.#declared]);
    const missing = wanted.filter((entry) => !found.includes(entry));
    const surplus =
      this.#mode === "additive" ? [] : found.filter((entry) => !wanted.includes(entry));
    return [
      ...wrong.map((name) => `${name} is not as declared`),
      ...missing.map((entry) => `${entry} is missing`),
      ...surplus.map((entry) => `${entry} is too much`),
    ];
  }

  async #finishDeleting(): Promise<void> {
    const failure =
      (await this.#operate("end", async () => this.#set?.refresh())) ??
      (await this.#operate("end", async () => this.#set?.destroy()));
    if (failure !== undefined) this.#report("end", [`the set stays: ${String(failure)}`]);
    // What others have assigned keeps the configuration.
    if (this.#mode === "additive") return;
    const last =
      (await this.#operate("end", () => this.#configuration.refresh())) ??
      (await this.#operate("end", () => this.#configuration.destroy()));
    if (this.#wasMisled.entries || this.#wasMisled.configuration) return;
    if (last !== undefined) this.#report("end", [`the configuration stays: ${String(last)}`]);
    if (this.#findOwn().length > 0) this.#report("end", ["it is left behind"]);
  }

  #findOwn(): Configuration[] {
    const { configurations } = this.#bench.emulator.tenant;
    return configurations.filter(({ displayName }) => displayName === this.#name);
  }

  #readOther(): unknown {
    const { tenant } = this.#bench.emulator;
    const found = tenant.configurations.find(({ id }) => id === this.#other);
    return found && { ...found, ...this.#bench.liveOf(this.#other) };
  }

  /** What others have, and was taken from them. */
  #findLost(): string[] {
    const other = isDeepStrictEqual(this.#readOther(), this.#otherBefore)
      ? []
      : ["the configuration of others is not as it was"];
    const [own] = this.#findOwn();
    if (!this.#hasForeign || own === undefined || this.#wasMisled.entries) return other;
    const found = listEntries(this.#bench.liveOf(own.id));
    const lost = listEntries(foreign).filter((entry) => !found.includes(entry));
    return [...other, ...lost.map((entry) => `${entry} of others is gone`)];
  }

  #report(where: string, problems: readonly string[], shown = ""): void {
    const told = shown === "" ? "" : `\n    ${shown.slice(0, 1500)}`;
    const before = problems.length > 0 ? this.#errors.map((error) => `\n    before: ${error}`) : [];
    this.problems.push(
      ...problems.map((problem) => `${where}: ${problem}${told}${before.join("")}`),
    );
  }
}

function listEntries({ assignments, older }: LiveWords): string[] {
  return [...assignments, ...older.map((number) => `older ${number}`)];
}

/** What an answer tells of as Graph would: the entries of a set, or a configuration and whether it is there. */
function findMisled({ status, body }: WildAnswer): "entries" | "configuration" | undefined {
  if (status === 404) return body.includes("ResourceNotFound") ? "configuration" : undefined;
  if (status < 200 || status >= 300) return undefined;
  // A success without a body is all that Graph answers to a write; a 204 never has one.
  if (body === "" || status === 204) return "configuration";
  try {
    const json = JSON.parse(body) as { value?: unknown } | null;
    return Array.isArray(json?.value) ? "entries" : "configuration";
  } catch {
    return undefined;
  }
}
