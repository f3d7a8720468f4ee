import { expect } from "chai";
import fc from "fast-check";
import {
  findEffect,
  isTransient,
  type Effect,
  type FailureKind,
} from "../../provider/dist/graph/retry.js";

describe("A failed attempt", () => {
  const rows: [failure: Partial<FailureKind>, passes: boolean, effect: Effect][] = [
    [{ status: 423 }, true, "none"],
    [{ status: 429 }, true, "none"],
    [{ status: 503, retryAfterMs: 1_000 }, true, "none"],
    [{ status: 503 }, true, "unknown"],
    [{ status: 502 }, true, "unknown"],
    [{ status: 504 }, true, "unknown"],
    [{ status: 507 }, true, "unknown"],
    [{ status: 509 }, true, "none"],
    [{ status: 409, message: "Another operation is in progress." }, true, "none"],
    [{ status: 409, message: "An operation already in progress." }, true, "none"],
    [{ status: 409, code: "OperationInProgress" }, true, "none"],
    [{ status: 400, code: "OperationInProgress" }, false, "none"],
    [{ status: 408 }, true, "unknown"],
    [{ status: 425 }, true, "none"],
    [{ code: "ECONNREFUSED" }, true, "none"],
    [{ code: "EAI_AGAIN" }, true, "none"],
    [{ code: "ConnectTimeout" }, true, "none"],
    [{ code: "ProxyUnavailable" }, true, "none"],
    [{ code: "ECONNRESET" }, true, "unknown"],
    [{ code: "ECONNRESET", isUnsent: true }, true, "none"],
    [{ code: "ETIMEDOUT" }, true, "unknown"],
    [{ code: "EPIPE" }, true, "unknown"],
    [{ code: "ECONNABORTED" }, true, "unknown"],
    [{ code: "EHOSTUNREACH" }, true, "unknown"],
    [{ code: "ENETUNREACH" }, true, "unknown"],
    [{ code: "ENETDOWN" }, true, "unknown"],
    [{ code: "AnswerTimeout" }, true, "unknown"],
    [{ code: "ENOTFOUND", isUnsent: true }, false, "none"],
    [{ code: "CERT_HAS_EXPIRED", isUnsent: true }, false, "none"],
    [{ code: "ERR_PROXY_TUNNEL", isUnsent: true }, false, "none"],
    [{ code: "InvalidAnswer" }, false, "unknown"],
    [{ code: "ERR_BAD_RESPONSE" }, false, "unknown"],
    [{ code: "NoAnswer" }, false, "unknown"],
    [{ code: "constructor" }, false, "unknown"],
    [{ status: 400 }, false, "none"],
    [{ status: 401 }, false, "none"],
    [{ status: 404, code: "ECONNRESET" }, false, "none"],
    [{ status: 409, retryAfterMs: 1_000 }, false, "none"],
    [{ status: 409, message: "A progress report exists already." }, false, "none"],
    [{ status: 500 }, false, "unknown"],
    [{ status: 500, retryAfterMs: 1_000 }, false, "unknown"],
    [{ status: 501 }, false, "unknown"],
  ];
  for (const [failure, passes, effect] of rows) {
    it(`${passes ? "passes" : "lasts"}, with ${effect} effect: ${JSON.stringify(failure)}`, () => {
      const kind = { code: "Any", ...failure };
      expect(isTransient(kind)).to.equal(passes);
      expect(findEffect(kind)).to.equal(effect);
    });
  }

  it("lasts unless it is known to pass", () => {
    const known = ["ECONN", "EAI_", "EPIPE", "ETIMEDOUT", "ENET", "EHOST", "Z_BUF", "ERR_STREAM"];
    const unknown = fc
      .record({
        status: fc.option(fc.integer({ min: 300, max: 999 }), { nil: undefined }),
        code: fc.string(),
      })
      .filter(({ status }) => ![408, 423, 425, 429, 502, 503, 504, 507, 509].includes(status ?? 0))
      .filter(({ code }) => !known.some((start) => code.startsWith(start)));
    fc.assert(
      fc.property(unknown, (failure) => {
        expect(isTransient({ ...failure, retryAfterMs: 1 })).to.be.false;
      }),
    );
  });
});
