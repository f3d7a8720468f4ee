/** Found by the provider itself. */
export class SignInProblem extends Error {
  override readonly name = "SignInProblem";

  constructor(
    message: string,
    /** A sentence. */
    readonly advice: string,
  ) {
    super(message);
  }
}

/** Limits one sign-in: @azure/identity's requests and commands have no limit. */
export class SignInWatch {
  /** Kept here, because MSAL replaces errors thrown below it. */
  problem: SignInProblem | undefined;
  asked: string | undefined;
  readonly #controller = new AbortController();
  readonly #startedAtMs = performance.now();
  /** The innermost last: a chain asks through others. */
  readonly #pending: string[] = [];
  #last = "nobody was asked yet";
  /** May be repeated and succeed. */
  #failed: string | undefined;

  /** @param isChain of credentials, which goes on to the next one without an answer. */
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

  /** A request or a command. */
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

/** Node's codes for certificates and proxies. */
const causes: readonly [codes: RegExp, found: string, advice: string][] = [
  [
    /ISSUER_CERT|VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT/,
    "its certificate is of a CA that this machine does not know",
    "If a proxy inspects TLS, add its CA certificate to the PEM file that NODE_EXTRA_CA_CERTS names; Node reads one file only.",
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    "its certificate is for another name",
    "Check the address, and what answers there: a proxy, or another service.",
  ],
  [
    /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/,
    "its certificate has expired or is not valid yet",
    "Check this machine's clock; else the certificate there has to be renewed.",
  ],
  [
    /^(?:ERR_PROXY_TUNNEL|InvalidProxy|ProxyUnavailable)$/,
    "the proxy opened no tunnel",
    "Check HTTPS_PROXY, what the proxy lets through, and NO_PROXY.",
  ],
];

/**
 * Undefined for errors of no connection, and for unknown causes if `mayPassOver`. MSAL says only
 * `endpoints_resolution_error`.
 */
function describeConnectionFailure(
  { code, message }: NodeJS.ErrnoException,
  mayPassOver: boolean,
): { found: string; advice: string } | undefined {
  if (typeof code !== "string") return undefined;
  const cause = causes.find(([codes]) => codes.test(code));
  if (cause === undefined && mayPassOver) return undefined;
  const [
    ,
    found = "no connection stood",
    advice = "Check that this machine reaches it (network, proxy, TLS).",
  ] = cause ?? [];
  return { found: `${found} (${code}: ${message})`, advice };
}
