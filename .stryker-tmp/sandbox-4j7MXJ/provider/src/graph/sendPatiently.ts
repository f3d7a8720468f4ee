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
import { decideRetry } from "./decideRetry.js";
import { GraphError, type GraphFailure } from "./graphError.js";
import type { GraphRequest } from "./graphRequest.js";
import { parseClaims } from "./parseClaims.js";
import { readResponse, type Json } from "./readResponse.js";
import type { HttpResponse } from "./sendHttp.js";
import { sendOnce, type GraphClientOptions, type Progress } from "./sendOnce.js";

/**
 * Sends a request until it succeeds, fails for good, or is out of time.
 *
 * @throws GraphError the last failure.
 */
export async function sendPatiently(request: GraphRequest, options: GraphClientOptions): Promise<Json | undefined> {
  if (stryMutAct_9fa48("96")) {
    {}
  } else {
    stryCov_9fa48("96");
    const progress: Progress = stryMutAct_9fa48("97") ? {} : (stryCov_9fa48("97"), {
      attempt: 1,
      readAtMs: stryMutAct_9fa48("98") ? request.readAtMs && options.now() : (stryCov_9fa48("98"), request.readAtMs ?? options.now()),
      elapsedMs: 0,
      waitMs: 0,
      token: await options.getToken(),
      hasRenewedToken: stryMutAct_9fa48("99") ? true : (stryCov_9fa48("99"), false)
    });
    if (stryMutAct_9fa48("100")) {
      for (; false; progress.attempt += 1) {
        const response = await sendOnce(request, options, progress);
        const outcome = readResponse(response, options.now());
        if ("json" in outcome) return outcome.json;
        const {
          failure
        } = outcome;
        if (failure.status === 401 && !progress.hasRenewedToken) {
          await renewToken(response, options, progress);
        } else {
          await waitOrThrow(request, failure, options, progress);
        }
      }
    } else {
      stryCov_9fa48("100");
      for (;; stryMutAct_9fa48("101") ? progress.attempt -= 1 : (stryCov_9fa48("101"), progress.attempt += 1)) {
        if (stryMutAct_9fa48("102")) {
          {}
        } else {
          stryCov_9fa48("102");
          const response = await sendOnce(request, options, progress);
          const outcome = readResponse(response, options.now());
          if (stryMutAct_9fa48("104") ? false : stryMutAct_9fa48("103") ? true : (stryCov_9fa48("103", "104"), (stryMutAct_9fa48("105") ? "" : (stryCov_9fa48("105"), "json")) in outcome)) return outcome.json;
          const {
            failure
          } = outcome;
          if (stryMutAct_9fa48("108") ? failure.status === 401 || !progress.hasRenewedToken : stryMutAct_9fa48("107") ? false : stryMutAct_9fa48("106") ? true : (stryCov_9fa48("106", "107", "108"), (stryMutAct_9fa48("110") ? failure.status !== 401 : stryMutAct_9fa48("109") ? true : (stryCov_9fa48("109", "110"), failure.status === 401)) && (stryMutAct_9fa48("111") ? progress.hasRenewedToken : (stryCov_9fa48("111"), !progress.hasRenewedToken)))) {
            if (stryMutAct_9fa48("112")) {
              {}
            } else {
              stryCov_9fa48("112");
              await renewToken(response, options, progress);
            }
          } else {
            if (stryMutAct_9fa48("113")) {
              {}
            } else {
              stryCov_9fa48("113");
              await waitOrThrow(request, failure, options, progress);
            }
          }
        }
      }
    }
  }
}

/** A token may end before its time. One that is new and refused as well is final. */
async function renewToken(response: HttpResponse, {
  getToken
}: GraphClientOptions, progress: Progress): Promise<void> {
  if (stryMutAct_9fa48("114")) {
    {}
  } else {
    stryCov_9fa48("114");
    const headers = (stryMutAct_9fa48("115") ? "" : (stryCov_9fa48("115"), "headers")) in response ? response.headers : {};
    const claims = parseClaims(headers[stryMutAct_9fa48("116") ? "" : (stryCov_9fa48("116"), "www-authenticate")]);
    const rejected = stryMutAct_9fa48("117") ? {} : (stryCov_9fa48("117"), {
      token: progress.token,
      ...(stryMutAct_9fa48("120") ? claims !== undefined || {
        claims
      } : stryMutAct_9fa48("119") ? false : stryMutAct_9fa48("118") ? true : (stryCov_9fa48("118", "119", "120"), (stryMutAct_9fa48("122") ? claims === undefined : stryMutAct_9fa48("121") ? true : (stryCov_9fa48("121", "122"), claims !== undefined)) && (stryMutAct_9fa48("123") ? {} : (stryCov_9fa48("123"), {
        claims
      }))))
    });
    progress.token = await getToken(rejected);
    progress.hasRenewedToken = stryMutAct_9fa48("124") ? false : (stryCov_9fa48("124"), true);
    progress.waitMs = 0;
  }
}

/** @throws GraphError unless the request is to be sent again. */
async function waitOrThrow(request: GraphRequest, failure: GraphFailure, {
  patience,
  getToken
}: GraphClientOptions, progress: Progress): Promise<void> {
  if (stryMutAct_9fa48("125")) {
    {}
  } else {
    stryCov_9fa48("125");
    if (stryMutAct_9fa48("128") ? patience !== undefined : stryMutAct_9fa48("127") ? false : stryMutAct_9fa48("126") ? true : (stryCov_9fa48("126", "127", "128"), patience === undefined)) if (stryMutAct_9fa48("129")) {
      ;
    } else {
      stryCov_9fa48("129");
      throw new GraphError(request, failure);
    }
    const {
      budgetMs,
      sleep,
      random = Math.random
    } = patience;
    const {
      attempt,
      elapsedMs
    } = progress;
    const decision = decideRetry(stryMutAct_9fa48("130") ? {} : (stryCov_9fa48("130"), {
      ...failure,
      code: failure.body.code,
      attempt,
      method: request.method,
      elapsedMs,
      budgetMs,
      random
    }));
    if (stryMutAct_9fa48("133") ? false : stryMutAct_9fa48("132") ? true : stryMutAct_9fa48("131") ? decision.retry : (stryCov_9fa48("131", "132", "133"), !decision.retry)) {
      if (stryMutAct_9fa48("134")) {
        {}
      } else {
        stryCov_9fa48("134");
        const surrender = describeSurrender(attempt, budgetMs, decision.unaffordableWaitMs);
        throw new GraphError(request, stryMutAct_9fa48("136") ? {} : (stryCov_9fa48("136"), {
          ...failure,
          ...(stryMutAct_9fa48("139") ? surrender !== undefined || {
            surrender
          } : stryMutAct_9fa48("138") ? false : stryMutAct_9fa48("137") ? true : (stryCov_9fa48("137", "138", "139"), (stryMutAct_9fa48("141") ? surrender === undefined : stryMutAct_9fa48("140") ? true : (stryCov_9fa48("140", "141"), surrender !== undefined)) && (stryMutAct_9fa48("142") ? {} : (stryCov_9fa48("142"), {
            surrender
          }))))
        }));
      }
    }
    await sleep(decision.waitMs);
    stryMutAct_9fa48("143") ? progress.elapsedMs -= decision.waitMs : (stryCov_9fa48("143"), progress.elapsedMs += decision.waitMs);
    progress.readAtMs = stryMutAct_9fa48("144") ? +Infinity : (stryCov_9fa48("144"), -Infinity);
    progress.waitMs = decision.waitMs;
    progress.token = await getToken();
  }
}
function describeSurrender(attempt: number, budgetMs: number, unaffordableWaitMs: number | undefined): string | undefined {
  if (stryMutAct_9fa48("145")) {
    {}
  } else {
    stryCov_9fa48("145");
    const attempts = (stryMutAct_9fa48("148") ? attempt !== 1 : stryMutAct_9fa48("147") ? false : stryMutAct_9fa48("146") ? true : (stryCov_9fa48("146", "147", "148"), attempt === 1)) ? stryMutAct_9fa48("149") ? "" : (stryCov_9fa48("149"), "1 attempt") : stryMutAct_9fa48("150") ? `` : (stryCov_9fa48("150"), `${attempt} attempts`);
    if (stryMutAct_9fa48("153") ? unaffordableWaitMs !== undefined : stryMutAct_9fa48("152") ? false : stryMutAct_9fa48("151") ? true : (stryCov_9fa48("151", "152", "153"), unaffordableWaitMs === undefined)) return (stryMutAct_9fa48("156") ? attempt !== 1 : stryMutAct_9fa48("155") ? false : stryMutAct_9fa48("154") ? true : (stryCov_9fa48("154", "155", "156"), attempt === 1)) ? undefined : stryMutAct_9fa48("157") ? `` : (stryCov_9fa48("157"), `Gave up after ${attempts}.`);
    const wait = Math.ceil(stryMutAct_9fa48("158") ? unaffordableWaitMs * 1000 : (stryCov_9fa48("158"), unaffordableWaitMs / 1000));
    return (stryMutAct_9fa48("159") ? `` : (stryCov_9fa48("159"), `Gave up after ${attempts}: a wait of ${wait} s would exceed the retry budget of `)) + (stryMutAct_9fa48("160") ? `` : (stryCov_9fa48("160"), `${stryMutAct_9fa48("161") ? budgetMs * 1000 : (stryCov_9fa48("161"), budgetMs / 1000)} s (intune:retryBudgetSeconds).`));
  }
}