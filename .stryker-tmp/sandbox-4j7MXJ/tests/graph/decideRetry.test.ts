// @ts-nocheck
import { expect } from "chai";
import fc from "fast-check";
import {
  decideRetry,
  type FailedAttempt,
  type RetryDecision,
} from "../../provider/dist/graph/decideRetry.js";

const decide = (failed: Partial<FailedAttempt>): RetryDecision =>
  decideRetry({
    attempt: 1,
    method: "GET",
    code: "Any",
    elapsedMs: 0,
    budgetMs: 300_000,
    random: () => 1,
    ...failed,
  });

const whole = fc.integer({ min: 0, max: 1_000_000 });
const transientStatus = fc.constantFrom(423, 429, 502, 503, 504);
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

describe("decideRetry", () => {
  const rows: [failure: Partial<FailedAttempt>, read: boolean, write: boolean][] = [
    [{ status: 423 }, true, true],
    [{ status: 429 }, true, true],
    [{ status: 503, retryAfterMs: 1_000 }, true, true],
    [{ status: 503 }, true, false],
    [{ status: 502 }, true, false],
    [{ status: 504 }, true, false],
    [{ code: "ECONNREFUSED" }, true, true],
    [{ code: "EAI_AGAIN" }, true, true],
    [{ code: "ConnectTimeout" }, true, true],
    [{ code: "ProxyUnavailable" }, true, true],
    [{ code: "ECONNRESET" }, true, false],
    [{ code: "ECONNRESET", isUnsent: true }, true, true],
    [{ code: "ETIMEDOUT" }, true, false],
    [{ code: "EPIPE" }, true, false],
    [{ code: "ECONNABORTED" }, true, false],
    [{ code: "AnswerTimeout" }, true, false],
    [{ code: "ENOTFOUND", isUnsent: true }, false, false],
    [{ code: "CERT_HAS_EXPIRED", isUnsent: true }, false, false],
    [{ code: "ERR_PROXY_TUNNEL", isUnsent: true }, false, false],
    [{ code: "AnswerTooLarge" }, false, false],
    [{ code: "NoAnswer" }, false, false],
    [{ code: "constructor" }, false, false],
    [{ status: 400 }, false, false],
    [{ status: 401 }, false, false],
    [{ status: 404, code: "ECONNRESET" }, false, false],
    [{ status: 409, retryAfterMs: 1_000 }, false, false],
    [{ status: 500 }, false, false],
    [{ status: 501 }, false, false],
  ];
  for (const [failure, read, write] of rows) {
    const what = `${failure.status ?? failure.code ?? ""}${failure.isUnsent ? ", unsent" : ""}`;
    const wait = failure.retryAfterMs === undefined ? "" : " with a time to wait";
    it(`${read ? "repeats" : "never repeats"} a read, ${write ? "and" : read ? "not" : "nor"} a write, after ${what}${wait}`, () => {
      expect(decide(failure).retry).to.equal(read);
      for (const method of ["POST", "PATCH", "DELETE"])
        expect(decide({ ...failure, method }).retry).to.equal(write);
    });
  }

  it("waits as long as Graph asks, to the millisecond, where the budget allows it", () => {
    fc.assert(
      fc.property(
        transientStatus,
        whole,
        whole,
        share,
        (status, retryAfterMs, elapsedMs, drawn) => {
          fc.pre(retryAfterMs > 0);
          const decision = decide({ status, retryAfterMs, elapsedMs, random: () => drawn });
          expect(decision).to.deep.equal(
            elapsedMs + retryAfterMs <= 300_000
              ? { retry: true, waitMs: retryAfterMs }
              : { retry: false, unaffordableWaitMs: retryAfterMs },
          );
        },
      ),
    );
  });

  it("never waits beyond the budget", () => {
    fc.assert(
      fc.property(
        fc.record({ attempt: fc.integer({ min: 1, max: 99 }), elapsedMs: whole, budgetMs: whole }),
        share,
        (spent, drawn) => {
          const decision = decide({ status: 429, ...spent, random: () => drawn });
          if (decision.retry)
            expect(spent.elapsedMs + decision.waitMs).to.be.at.most(spent.budgetMs);
          else
            expect(spent.elapsedMs + (decision.unaffordableWaitMs ?? 0)).to.be.above(
              spent.budgetMs,
            );
        },
      ),
    );
  });

  it("takes a wait that ends with the budget, and none that ends a millisecond later", () => {
    const asked = { status: 429, retryAfterMs: 1_000, budgetMs: 3_000 };
    expect(decide({ ...asked, elapsedMs: 2_000 }).retry).to.be.true;
    expect(decide({ ...asked, elapsedMs: 2_001 }).retry).to.be.false;
  });

  it("waits from half of twice as long each time, up to 20 seconds", () => {
    const waits = (drawn: number): number[] =>
      [1, 2, 3, 4, 5, 6, 7, 1_100].map((attempt) => {
        const decision = decide({ status: 502, attempt, random: () => drawn });
        return decision.retry ? decision.waitMs : NaN;
      });
    expect(waits(1)).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
    expect(waits(0)).to.deep.equal([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    expect(waits(0.5)[0]).to.equal(375);
  });

  it("does not take zero seconds for leave to loop", () => {
    expect(decide({ status: 429, retryAfterMs: 0 })).to.deep.equal({ retry: true, waitMs: 500 });
  });

  it("never repeats what it does not know", () => {
    const known = ["ECONN", "EAI_", "EPIPE", "ETIMEDOUT", "ENET", "EHOST", "Z_BUF", "ERR_STREAM"];
    const unknown = fc
      .record({
        status: fc.option(fc.integer({ min: 300, max: 999 }), { nil: undefined }),
        code: fc.string(),
      })
      .filter(({ status }) => ![423, 429, 502, 503, 504].includes(status ?? 0))
      .filter(({ code }) => !known.some((start) => code.startsWith(start)));
    fc.assert(
      fc.property(unknown, (failure) => {
        expect(decide({ ...failure, retryAfterMs: 1 })).to.deep.equal({ retry: false });
      }),
    );
  });
});
