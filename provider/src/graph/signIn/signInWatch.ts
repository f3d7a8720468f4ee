import type { GraphSettings } from "../settingsTable.js";

/** A failure that the provider recognizes, with what to do. */
export class SignInProblem extends Error {
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
  /** Kept here, because MSAL replaces errors thrown below it. Undefined once anything answers. */
  problem: SignInProblem | undefined;
  /** Last; a chain asks through others. */
  asked: string;
  readonly limitMs: number;
  readonly #controller = new AbortController();
  /** Aborts at the limit. */
  readonly signal: AbortSignal = this.#controller.signal;
  readonly #startedAtMs = performance.now();

  /** @param isChain of credentials, which goes on to the next one without an answer. */
  constructor(
    { signInTimeoutSeconds, authorityHost }: GraphSettings,
    private readonly isChain: boolean,
  ) {
    this.limitMs = signInTimeoutSeconds * 1000;
    this.asked = authorityHost;
  }

  hasTimeFor(waitMs: number): boolean {
    return performance.now() - this.#startedAtMs + waitMs <= this.limitMs;
  }

  /** A request or a command. */
  async ask<Answer>(asked: string, send: () => Promise<Answer>): Promise<Answer> {
    const outer = this.asked;
    this.asked = asked;
    try {
      const answer = await send();
      this.problem = undefined;
      return answer;
    } catch (error) {
      this.problem = this.#findProblem(asked, error as Error) ?? this.problem;
      throw error;
    } finally {
      if (this.isChain) this.asked = outer;
    }
  }

  /** Undefined if no connection failed, or if a chain may pass over it. */
  #findProblem(asked: string, { code, message }: NodeJS.ErrnoException): SignInProblem | undefined {
    if (typeof code !== "string") return undefined;
    const [, found, advice] = causes.find(([codes]) => codes.test(code)) ?? [];
    if (found === undefined && this.isChain && !asked.startsWith("Entra ")) return undefined;
    return new SignInProblem(
      `${asked} gave no answer: ${found ?? "no connection stood"} (${code}: ${message})`,
      advice ?? "Check that this machine reaches it (network, proxy, TLS).",
    );
  }

  /** @throws SignInProblem at the limit. */
  async wait<Result>(signIn: Promise<Result>): Promise<Result> {
    const { promise: limit, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const shown = `${this.limitMs / 1000} s (intune:signInTimeoutSeconds)`;
      const found = `there was no token within ${shown}: ${this.asked} gave no usable answer`;
      const advice =
        "Check that this machine reaches it (proxy, firewall), or raise intune:signInTimeoutSeconds.";
      reject(new SignInProblem(found, advice));
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
