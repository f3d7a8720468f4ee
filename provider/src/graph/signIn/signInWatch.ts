import { describeConnectionFailure } from "./describeConnectionFailure.js";

/** Why a sign-in failed, where the provider found that out itself. */
export class SignInProblem extends Error {
  override readonly name = "SignInProblem";

  constructor(
    message: string,
    /** What to do: a sentence. */
    readonly advice: string,
  ) {
    super(message);
  }
}

/** Limits one sign-in: what @azure/identity asks and starts has no limit of its own. */
export class SignInWatch {
  /** Why it fails, once that is known: MSAL makes errors of its own of what is thrown below it. */
  problem: SignInProblem | undefined;
  /** Whom it asked last. */
  asked: string | undefined;
  readonly #controller = new AbortController();
  readonly #startedAtMs = performance.now();
  /** The innermost last: a chain asks too, by what it asks. */
  readonly #pending: string[] = [];
  #last = "nobody was asked yet";
  /** A request that failed may be repeated and succeed. */
  #failed: string | undefined;

  /** @param isChain of credentials, which goes on to the next one where one gets no answer. */
  constructor(
    readonly limitMs: number,
    private readonly isChain: boolean,
  ) {}

  /** Aborts at the limit. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  hasTimeFor(waitMs: number): boolean {
    return performance.now() - this.#startedAtMs + waitMs <= this.limitMs;
  }

  /** Sends a request, or starts a command, and remembers whom it asks. */
  async ask<Answer>(asked: string, send: () => Promise<Answer>): Promise<Answer> {
    this.#pending.push(asked);
    this.asked = asked;
    try {
      const answer = await send();
      const { status = "" } = answer as { status?: number };
      this.#last = `${asked} answered ${status}`.trimEnd();
      if (asked === this.#failed) this.problem = undefined;
      return answer;
    } catch (error) {
      const failure = error as NodeJS.ErrnoException;
      this.#last = `${asked} gave no answer (${failure.message})`;
      const reason = describeConnectionFailure(
        failure,
        this.isChain && !asked.startsWith("Entra "),
      );
      if (reason !== undefined) {
        this.problem = new SignInProblem(`${asked} gave no answer: ${reason.found}`, reason.advice);
        this.#failed = asked;
      }
      throw error;
    } finally {
      this.#pending.splice(this.#pending.lastIndexOf(asked), 1);
    }
  }

  /** @throws SignInProblem at the limit. */
  async wait<Result>(signIn: Promise<Result>): Promise<Result> {
    const { promise: limit, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const asked = this.#pending.at(-1);
      const found = asked === undefined ? this.#last : `${asked} gave no complete answer`;
      const shown = `${this.limitMs / 1000} s (intune:signInTimeoutSeconds)`;
      const advice =
        "Check that this machine reaches it (proxy, firewall), or raise intune:signInTimeoutSeconds.";
      reject(new SignInProblem(`there was no token within ${shown}: ${found}`, advice));
      this.#controller.abort();
    }, this.limitMs);
    try {
      return await Promise.race([signIn, limit]);
    } finally {
      clearTimeout(timer);
    }
  }
}
