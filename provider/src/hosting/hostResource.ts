import type { ResourceName } from "../handlers/declaration.js";
import type { HandlerContext } from "../handlers/handlerContext.js";
import type { Diff, Found, Handlers } from "../handlers/handlers.js";
import { isRecord } from "../domain/properties.js";
import type { Problem } from "../domain/problem.js";
import type { Codec, Recorded } from "./codec.js";
import type { RunAddress } from "./readStackState.js";
import type { SharedContext } from "./sharedContext.js";

/** Constructors pass these to check, which removes them. */
export interface HiddenInputs {
  /** The engine passes no name to a dynamic provider. */
  resourceName?: ResourceName;
  /** Other sets of the configuration: the engine may check them after this one's write. May be unknown. */
  besides?: readonly Beside[] | string;
  /** Whether any part is secret: the engine passes secrets in clear. */
  hasSecret?: boolean;
  runAddress?: RunAddress;
}

export interface Beside {
  name: ResourceName;
  inputs: Readonly<Record<string, unknown>>;
}

export interface Identity {
  urn: string;
  name: ResourceName;
}

export type HostedResource = ReturnType<typeof hostResource>;

/**
 * What the shells share. check and diff register what the program declares, and each write how it ended, because deletes need
 * both. A resource is recognized by its URN, or by its inputs if the engine passes none.
 */
export function hostResource<Inputs extends object, State>(
  handlers: Handlers<Inputs, State>,
  codec: Codec<Inputs, State>,
  shared: Pick<SharedContext, "run" | "runAddress">,
) {
  const { run } = shared;
  const recordFound = ({ state, inputs }: Found<Inputs, State>) => ({
    state: codec.recordState(state),
    inputs: codec.recordInputs(inputs),
  });
  const expect = ({ name, inputs }: Beside): void => {
    const checked = handlers.check(codec.readInputs(inputs));
    const claim = checked.problems.length === 0 ? handlers.claim(checked.inputs) : undefined;
    if (claim) run.expect(codec.recordInputs(checked.inputs), claim, name);
  };
  return {
    check(
      olds: Recorded,
      news: Recorded & HiddenInputs,
      identity?: Identity,
    ): { inputs: Recorded; problems: Problem[] } {
      const { resourceName = identity?.name, runAddress, besides, hasSecret, ...raw } = news;
      shared.runAddress ??= runAddress;
      if (Array.isArray(besides)) besides.filter(isBeside).forEach(expect);
      const { inputs, problems } = handlers.check(
        { ...codec.readInputs(raw), ...(hasSecret === true && { isSecret: true }) },
        codec.readFormer(raw, olds),
      );
      if (problems.length > 0) return { inputs: raw, problems };
      const recorded = codec.recordInputs(inputs);
      const claim = handlers.claim(inputs);
      const key = keyOf(recorded, identity);
      return { inputs: recorded, problems: claim ? run.declare(key, claim, resourceName) : [] };
    },
    diff(id: string, olds: Recorded, news: Recorded, identity?: Identity): Diff {
      const recorded = codec.readState(id, olds);
      const { changes, replaces } = handlers.diff(id, recorded, codec.readInputs(news));
      const left = replaces.length > 0 ? handlers.leave(id, recorded) : undefined;
      run.compare(keyOf(news, identity), { id, isSame: changes === false, left });
      return { changes, replaces };
    },
    async create(open: () => Promise<HandlerContext>, inputs: Recorded, identity?: Identity) {
      const { id, state } = await run.settle(keyOf(inputs, identity), async () =>
        handlers.create(await open(), codec.readInputs(inputs)),
      );
      return { id, state: codec.recordState(state) };
    },
    async update(
      open: () => Promise<HandlerContext>,
      { id, olds, news }: { id: string; olds: Recorded; news: Recorded },
      identity?: Identity,
    ): Promise<Recorded> {
      const [former, inputs] = [codec.readState(id, olds), codec.readInputs(news)];
      const { state } = await run.settle(keyOf(news, identity), async () => ({
        id,
        state: await handlers.update(await open(), id, former, inputs),
      }));
      return codec.recordState(state);
    },
    delete: (context: HandlerContext, id: string, olds: Recorded): Promise<void> =>
      handlers.delete(context, id, codec.readState(id, olds)),
    async refresh(context: HandlerContext, id: string, olds: Recorded) {
      const found = await handlers.refresh(context, id, codec.readState(id, olds));
      return found && recordFound(found);
    },
    get: async (context: HandlerContext, id: string) =>
      recordFound(await handlers.get(context, id)),
    /** A state that may be of an older form, in the present one. */
    convertState: (id: string, olds: Recorded): Recorded =>
      codec.recordState(codec.readState(id, olds)),
    recordState: (state: object): Recorded => codec.recordState(state as State),
  };
}

/** A program in another language may give an input of that name by mistake. */
function isBeside(value: unknown): value is Beside {
  return isRecord(value) && isRecord(value["name"]) && isRecord(value["inputs"]);
}

function keyOf(inputs: object, identity: Identity | undefined): object {
  return identity === undefined ? inputs : { urn: identity.urn };
}
