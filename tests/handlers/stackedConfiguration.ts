import { isDeepStrictEqual } from "node:util";
import type {
  CheckedConfiguration,
  ConfigurationInputs,
  ConfigurationState,
} from "../../provider/dist/domain/configuration.js";
import { configurationHandlers } from "../../provider/dist/handlers/configuration/configurationHandlers.js";
import type { HandlerContext } from "../../provider/dist/handlers/handlerContext.js";
import { IncompleteError } from "../../provider/dist/handlers/handlers.js";
import { makeProfile, type ProfileOptions } from "../../engine/profile/makeProfile.ts";

/** A made profile in base64. */
export function profileInBase64(options: ProfileOptions = {}): string {
  return Buffer.from(makeProfile(options)).toString("base64");
}

/** The inputs of a program, as check hands them to the engine. */
export function checkedConfiguration(
  program: Partial<ConfigurationInputs>,
  recorded?: CheckedConfiguration,
): CheckedConfiguration {
  const raw = {
    displayName: "Field Service",
    payloadFileName: "field.mobileprovision",
    ...program,
  } as unknown as CheckedConfiguration;
  const { inputs, problems } = configurationHandlers.check(raw, recorded);
  if (problems.length > 0) throw new Error(`Wrong program: ${JSON.stringify(problems)}`);
  return inputs;
}

interface Kept {
  id: string;
  state: ConfigurationState;
  inputs: CheckedConfiguration;
  isIncomplete: boolean;
}

/** One configuration as an engine would keep it over many runs: its id, inputs and state. */
export class StackedConfiguration {
  readonly #context: HandlerContext;
  kept: Kept | undefined;

  constructor(context: HandlerContext) {
    this.#context = context;
  }

  get id(): string {
    if (this.kept === undefined) throw new Error("The state has no configuration.");
    return this.kept.id;
  }

  /** `pulumi up`. */
  async up(program: Partial<ConfigurationInputs>): Promise<"created" | "updated" | "same"> {
    const { kept } = this;
    const inputs = checkedConfiguration(program, kept?.inputs);
    if (kept === undefined) {
      await this.#keep(inputs, () => configurationHandlers.create(this.#context, inputs));
      return "created";
    }
    if (!this.#differs(kept, inputs)) {
      this.kept = { ...kept, inputs };
      return "same";
    }
    await this.#keep(inputs, async () => ({
      id: kept.id,
      state: await configurationHandlers.update(this.#context, kept.id, kept.state, inputs),
    }));
    return "updated";
  }

  /** `pulumi refresh`. */
  async refresh(): Promise<void> {
    const { kept } = this;
    if (kept === undefined) return;
    const state = await configurationHandlers.refresh(this.#context, kept.id, kept.state);
    const inputs = state && configurationHandlers.inputsOf(state);
    this.kept = inputs && { ...kept, state, inputs, isIncomplete: false };
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<void> {
    if (this.kept === undefined) return;
    await configurationHandlers.delete(this.#context, this.kept.id, this.kept.state);
    this.kept = undefined;
  }

  #differs(kept: Kept, inputs: CheckedConfiguration): boolean {
    const { changes } = configurationHandlers.diff(kept.id, kept.state, inputs);
    return kept.isIncomplete || (changes ?? !isDeepStrictEqual(kept.inputs, inputs));
  }

  async #keep(
    inputs: CheckedConfiguration,
    write: () => Promise<{ id: string; state: ConfigurationState }>,
  ): Promise<void> {
    try {
      this.kept = { inputs, ...(await write()), isIncomplete: false };
    } catch (error) {
      if (error instanceof IncompleteError) {
        const { id, state } = error as IncompleteError<ConfigurationState>;
        this.kept = { inputs, id, state, isIncomplete: true };
      }
      throw error;
    }
  }
}
