// @ts-nocheck
function stryNS_9fa48() {
  var g = typeof globalThis === 'object' && globalThis && globalThis.Math === Math && globalThis || new Function("return this")();
  var ns = g.__stryker__ || (g.__stryker__ = {});
  if (ns.activeMutant === undefined && g.process && g.process.env && g.process.env.__STRYKER_ACTIVE_MUTANT__) {
    ns.activeMutant = g.process.env.__STRYKER_ACTIVE_MUTANT__;
  }
  function retrieveNS() {
    return ns;
  }
  stryNS_9fa48 = retrieveNS;
  return retrieveNS();
}
stryNS_9fa48();
function stryCov_9fa48() {
  var ns = stryNS_9fa48();
  var cov = ns.mutantCoverage || (ns.mutantCoverage = {
    static: {},
    perTest: {}
  });
  function cover() {
    var c = cov.static;
    if (ns.currentTestId) {
      c = cov.perTest[ns.currentTestId] = cov.perTest[ns.currentTestId] || {};
    }
    var a = arguments;
    for (var i = 0; i < a.length; i++) {
      c[a[i]] = (c[a[i]] || 0) + 1;
    }
  }
  stryCov_9fa48 = cover;
  cover.apply(null, arguments);
}
function stryMutAct_9fa48(id) {
  var ns = stryNS_9fa48();
  function isActive(id) {
    if (ns.activeMutant === id) {
      if (ns.hitCount !== void 0 && ++ns.hitCount > ns.hitLimit) {
        throw new Error('Stryker: Hit count limit reached (' + ns.hitCount + ')');
      }
      return true;
    }
    return false;
  }
  stryMutAct_9fa48 = isActive;
  return isActive(id);
}
import { findEffect, isTransient, type FailureKind } from "./transientFailures.js";

/** A failed attempt, and what was spent so far. Times are in milliseconds. */
export interface FailedAttempt extends FailureKind {
  /** 1 for the first. */
  attempt: number;
  method: string;
  /** What attempts and waits of this operation took so far. */
  elapsedMs: number;
  /** What they may take in all. */
  budgetMs: number;
  /** From 0 up to 1. */
  random: () => number;
}
export type RetryDecision = {
  retry: true;
  waitMs: number;
} | {
  retry: false;
  /** The wait that no longer fitted into the budget, where that is the only reason. */
  unaffordableWaitMs?: number;
};
const firstBackoffMs = 500;
const longestBackoffMs = 20_000;

/**
 * Decides whether a request is sent again, and when. A read is repeated after every failure that passes; a write only
 * when it is certain that nothing took effect, since blindly repeated it could undo what another has written meanwhile.
 * Who sent the write must look at what is live.
 */
export function decideRetry(failed: FailedAttempt): RetryDecision {
  if (stryMutAct_9fa48("27")) {
    {}
  } else {
    stryCov_9fa48("27");
    if (stryMutAct_9fa48("30") ? false : stryMutAct_9fa48("29") ? true : stryMutAct_9fa48("28") ? isTransient(failed) : (stryCov_9fa48("28", "29", "30"), !isTransient(failed))) return stryMutAct_9fa48("31") ? {} : (stryCov_9fa48("31"), {
      retry: stryMutAct_9fa48("32") ? true : (stryCov_9fa48("32"), false)
    });
    if (stryMutAct_9fa48("35") ? failed.method !== "GET" || findEffect(failed) !== "none" : stryMutAct_9fa48("34") ? false : stryMutAct_9fa48("33") ? true : (stryCov_9fa48("33", "34", "35"), (stryMutAct_9fa48("37") ? failed.method === "GET" : stryMutAct_9fa48("36") ? true : (stryCov_9fa48("36", "37"), failed.method !== (stryMutAct_9fa48("38") ? "" : (stryCov_9fa48("38"), "GET")))) && (stryMutAct_9fa48("40") ? findEffect(failed) === "none" : stryMutAct_9fa48("39") ? true : (stryCov_9fa48("39", "40"), findEffect(failed) !== (stryMutAct_9fa48("41") ? "" : (stryCov_9fa48("41"), "none")))))) return stryMutAct_9fa48("42") ? {} : (stryCov_9fa48("42"), {
      retry: stryMutAct_9fa48("43") ? true : (stryCov_9fa48("43"), false)
    });
    const waitMs = findWait(failed);
    const fits = stryMutAct_9fa48("47") ? failed.elapsedMs + waitMs > failed.budgetMs : stryMutAct_9fa48("46") ? failed.elapsedMs + waitMs < failed.budgetMs : stryMutAct_9fa48("45") ? false : stryMutAct_9fa48("44") ? true : (stryCov_9fa48("44", "45", "46", "47"), (stryMutAct_9fa48("48") ? failed.elapsedMs - waitMs : (stryCov_9fa48("48"), failed.elapsedMs + waitMs)) <= failed.budgetMs);
    return fits ? stryMutAct_9fa48("49") ? {} : (stryCov_9fa48("49"), {
      retry: stryMutAct_9fa48("50") ? false : (stryCov_9fa48("50"), true),
      waitMs
    }) : stryMutAct_9fa48("51") ? {} : (stryCov_9fa48("51"), {
      retry: stryMutAct_9fa48("52") ? true : (stryCov_9fa48("52"), false),
      unaffordableWaitMs: waitMs
    });
  }
}

/**
 * A wait that Graph asks for is taken as it is. Else the wait doubles from attempt to attempt, and half of it is drawn,
 * so that what failed together does not come back together. Zero seconds say nothing, and would make a tight loop.
 */
function findWait({
  attempt,
  retryAfterMs,
  random
}: FailedAttempt): number {
  if (stryMutAct_9fa48("53")) {
    {}
  } else {
    stryCov_9fa48("53");
    if (stryMutAct_9fa48("56") ? retryAfterMs !== undefined || retryAfterMs > 0 : stryMutAct_9fa48("55") ? false : stryMutAct_9fa48("54") ? true : (stryCov_9fa48("54", "55", "56"), (stryMutAct_9fa48("58") ? retryAfterMs === undefined : stryMutAct_9fa48("57") ? true : (stryCov_9fa48("57", "58"), retryAfterMs !== undefined)) && (stryMutAct_9fa48("61") ? retryAfterMs <= 0 : stryMutAct_9fa48("60") ? retryAfterMs >= 0 : stryMutAct_9fa48("59") ? true : (stryCov_9fa48("59", "60", "61"), retryAfterMs > 0)))) return retryAfterMs;
    const backoffMs = stryMutAct_9fa48("62") ? Math.max(firstBackoffMs * 2 ** (attempt - 1), longestBackoffMs) : (stryCov_9fa48("62"), Math.min(stryMutAct_9fa48("63") ? firstBackoffMs / 2 ** (attempt - 1) : (stryCov_9fa48("63"), firstBackoffMs * 2 ** (stryMutAct_9fa48("64") ? attempt + 1 : (stryCov_9fa48("64"), attempt - 1))), longestBackoffMs));
    return Math.round(stryMutAct_9fa48("65") ? backoffMs / 2 - backoffMs / 2 * random() : (stryCov_9fa48("65"), (stryMutAct_9fa48("66") ? backoffMs * 2 : (stryCov_9fa48("66"), backoffMs / 2)) + (stryMutAct_9fa48("67") ? backoffMs / 2 / random() : (stryCov_9fa48("67"), (stryMutAct_9fa48("68") ? backoffMs * 2 : (stryCov_9fa48("68"), backoffMs / 2)) * random()))));
  }
}