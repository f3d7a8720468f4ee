import type { ResourceName } from "../handlers/declaration.js";
import { untilCancelled } from "../handlers/handlerContext.js";
import type { Diff, Handlers } from "../handlers/handlers.js";
import { isRecord, toRecord, type Values } from "../domain/values.js";
import type { Codec, Recorded } from "./codec.js";
import type { RunAddress, SharedContext } from "./sharedContext.js";

/** What constructors add as the input `hidden`, one for all because each costs a program time. Check removes it. */
export interface Hidden {
  /** The engine passes none to a dynamic provider. */
  resourceName?: ResourceName;
  /** Other sets of the configuration, which the engine may check later. May be unknown. */
  besides?: readonly Beside[] | string;
  /** The engine passes secrets in clear. */
  hasSecret?: boolean;
  runAddress?: RunAddress;
}

export interface Beside {
  name: ResourceName;
  inputs: Values;
}

export interface Identity {
  urn: string;
  name: ResourceName;
  hasSecret?: boolean;
}

export type HostedResource = ReturnType<typeof hostResource>;

/**
 * Shared by the shells. Deletes need what check and diff register, and how each write ended. The URN identifies a
 * resource, or else its inputs do.
 */
export function hostResource<Inputs extends object, State>(
  handlers: Handlers<Inputs, State>,
  codec: Codec<Inputs, State>,
  shared: SharedContext,
) {
  const { run, open } = shared;
  const { readInputs, recordInputs, readState, recordState } = codec;
  const imported = new Set<string>();
  const expect = ({ name, inputs }: Beside): void => {
    const checked = handlers.check(readInputs(inputs));
    const claim = checked.problems.length === 0 ? handlers.claim(checked.inputs) : undefined;
    if (claim) run.expect(recordInputs(checked.inputs), claim, name);
  };
  return {
    check(olds: Recorded, { hidden, ...raw }: Recorded, identity?: Identity) {
      const { runAddress, besides, ...others }: Hidden = toRecord(hidden);
      const { resourceName = identity?.name, hasSecret = identity?.hasSecret } = others;
      shared.addresses.run ??= runAddress;
      if (Array.isArray(besides)) besides.filter(isBeside).forEach(expect);
      const { inputs, problems } = handlers.check(
        { ...readInputs(raw), ...(hasSecret === true && { isSecret: true }) },
        codec.readFormer(raw, olds),
      );
      if (problems.length > 0) return { inputs: raw as Recorded, problems };
      const recorded = recordInputs(inputs);
      const claim = handlers.claim(inputs);
      const key = keyOf(recorded, identity);
      return { inputs: recorded, problems: claim ? run.declare(key, claim, resourceName) : [] };
    },
    diff(id: string, olds: Recorded, news: Recorded, identity?: Identity): Diff {
      const recorded = readState(id, olds);
      const { changes, replaces } = handlers.diff(id, recorded, readInputs(news));
      const former = handlers.leave(id, recorded);
      // The engine reads an import again after its preview, and updates it in the same run.
      if (identity && imported.has(identity.urn)) run.record(former.id, former);
      const outcome = replaces.length > 0 ? "replaced" : changes === false ? "same" : "changed";
      run.compare(keyOf(news, identity), former, outcome);
      return { changes, replaces };
    },
    async create(inputs: Recorded, identity?: Identity) {
      const { id, state } = await run.settle(keyOf(inputs, identity), () =>
        untilCancelled(open(identity?.urn), (context) =>
          handlers.create(context, readInputs(inputs)),
        ),
      );
      return { id, state: recordState(state) };
    },
    async update(id: string, olds: Recorded, news: Recorded, identity?: Identity) {
      const { state } = await run.settle(keyOf(news, identity), () =>
        untilCancelled(open(identity?.urn), async (context) => {
          const former = readState(id, olds);
          return { id, state: await handlers.update(context, id, former, readInputs(news)) };
        }),
      );
      return recordState(state);
    },
    async delete(id: string, olds: Recorded, identity?: Identity): Promise<void> {
      await untilCancelled(open(identity?.urn), (context) =>
        handlers.delete(context, id, readState(id, olds)),
      );
    },
    /** With a state, a refresh; without, an import or a `get`. */
    async read(id: string, olds: Recorded, identity?: Identity) {
      const isNew = Object.keys(olds).length === 0;
      if (isNew && identity) imported.add(identity.urn);
      const state = await untilCancelled(open(identity?.urn), async (context) =>
        isNew ? handlers.get(context, id) : handlers.refresh(context, id, readState(id, olds)),
      );
      return state && { state: recordState(state), inputs: recordInputs(handlers.inputsOf(state)) };
    },
    /** To the present form. */
    convertState: (id: string, olds: Recorded): Recorded => recordState(readState(id, olds)),
    recordState: (state: object): Recorded => recordState(state as State),
  };
}

/** A program may pass an input of this name by mistake. */
function isBeside(value: unknown): value is Beside {
  return isRecord(value) && isRecord(value["name"]) && isRecord(value["inputs"]);
}

function keyOf(inputs: Recorded, identity: Identity | undefined): object {
  return identity === undefined ? inputs : { urn: identity.urn };
}
