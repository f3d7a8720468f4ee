import { describeConnectionFailure } from "./describeConnectionFailure.js";
import { SignInProblem } from "./signInProblem.js";

/** One sign-in, from its start to its limit. */
export interface SignInWatch {
  /** Aborts at the limit. */
  readonly signal: AbortSignal;
  /** How long the sign-in may take from its start. */
  readonly limitMs: number;
  /** How long it has taken so far. */
  elapsedMs(): number;
  /** Sends a request, or starts a command, and remembers whom it asks. */
  ask<Answer>(asked: string, send: () => Promise<Answer>): Promise<Answer>;
  /** Why it fails, once that is known: MSAL makes errors of its own of what is thrown below it. */
  problem: SignInProblem | undefined;
  /** Whom it asked last. */
  asked: string | undefined;
  /**
   * Waits for the sign-in, and no longer than its limit.
   *
   * @throws SignInProblem naming whom it asked last.
   */
  wait<Result>(signIn: Promise<Result>): Promise<Result>;
}

const timeoutAdvice =
  "Check that this machine reaches it (proxy, firewall), or raise intune:signInTimeoutSeconds.";

/** Watches over one sign-in, or a chain of them that go on where one gets no answer. What @azure/identity asks and starts has no limit of its own. */
export function watchSignIn(limitMs: number, isChain = false): SignInWatch {
  const startedAtMs = performance.now();
  const controller = new AbortController();
  // The innermost last: a chain asks too, by what it asks.
  const pending: string[] = [];
  let last = "nobody was asked yet";
  // A request that failed may be repeated and succeed.
  let failed: string | undefined;
  const watch: SignInWatch = {
    signal: controller.signal,
    limitMs,
    problem: undefined,
    asked: undefined,
    elapsedMs: () => performance.now() - startedAtMs,
    async ask(asked, send) {
      pending.push(asked);
      watch.asked = asked;
      try {
        const answer = await send();
        last = `${asked} ${describeStatus(answer)}`;
        if (asked === failed) watch.problem = undefined;
        return answer;
      } catch (error) {
        last = `${asked} gave no answer (${describeError(error)})`;
        const problem = describeConnectionFailure(asked, error as object, isChain);
        if (problem !== undefined) [watch.problem, failed] = [problem, asked];
        throw error;
      } finally {
        pending.splice(pending.lastIndexOf(asked), 1);
      }
    },
    async wait(signIn) {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          const shown = `${limitMs / 1000} s (intune:signInTimeoutSeconds)`;
          const asked = pending.at(-1);
          const found = asked === undefined ? last : `${asked} gave no complete answer`;
          const problem = `there was no token within ${shown}: ${found}`;
          reject(new SignInProblem(problem, timeoutAdvice));
          controller.abort();
        }, limitMs);
      });
      try {
        return await Promise.race([signIn, limit]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
  return watch;
}

function describeStatus(answer: unknown): string {
  const { status, fault } = (answer ?? {}) as { status?: unknown; fault?: unknown };
  if (fault !== undefined) return `gave no answer (${describeError(fault)})`;
  return typeof status === "number" ? `answered ${status}` : "answered";
}

function describeError(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === "string" ? message : String(error);
}
