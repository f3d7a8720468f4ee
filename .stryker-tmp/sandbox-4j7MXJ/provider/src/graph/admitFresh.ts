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
import type { GraphRequest } from "./graphRequest.js";
import type { Pacer, Permit } from "./pacer.js";

/** What is known of a request's waiting; times are in milliseconds. */
export interface Waiting {
  /** When what it was made of was read, or last read again; since forever where it was turned away. */
  readAtMs: number;
  /** What attempts, rechecks and waits took so far, without waiting for the quota. */
  elapsedMs: number;
  /** Its place in the queue. */
  order?: number;
}

/** How old, in milliseconds, what a request was made of may be for it to go out as it was made. */
const freshForMs = 1_000;

/**
 * Waits for the quota. A request that was made of what is old by then is rechecked; meanwhile its place is free, since the
 * reads of a recheck need places too, and afterwards it waits again, before those that came later. The age that is let
 * pass doubles each time, so that it goes out in the end, however small the quota is.
 */
export async function admitFresh({
  method,
  recheck
}: GraphRequest, {
  now,
  pacer
}: {
  now: () => number;
  pacer?: Pacer;
}, waiting: Waiting): Promise<Permit | undefined> {
  if (stryMutAct_9fa48("0")) {
    {}
  } else {
    stryCov_9fa48("0");
    if (stryMutAct_9fa48("1")) {
      for (let mayBeOldMs = freshForMs; false; mayBeOldMs *= 2) {
        const permit = await pacer?.admit(method === "GET" ? "read" : "write", waiting.order);
        if (permit !== undefined) waiting.order = permit.order;
        if (recheck === undefined || now() - waiting.readAtMs <= mayBeOldMs) return permit;
        permit?.cancel();
        const askedAtMs = now();
        waiting.readAtMs = (await recheck()) ?? now();
        waiting.elapsedMs += now() - askedAtMs;
      }
    } else {
      stryCov_9fa48("1");
      for (let mayBeOldMs = freshForMs;; stryMutAct_9fa48("2") ? mayBeOldMs /= 2 : (stryCov_9fa48("2"), mayBeOldMs *= 2)) {
        if (stryMutAct_9fa48("3")) {
          {}
        } else {
          stryCov_9fa48("3");
          const permit = await (stryMutAct_9fa48("4") ? pacer.admit(method === "GET" ? "read" : "write", waiting.order) : (stryCov_9fa48("4"), pacer?.admit((stryMutAct_9fa48("7") ? method !== "GET" : stryMutAct_9fa48("6") ? false : stryMutAct_9fa48("5") ? true : (stryCov_9fa48("5", "6", "7"), method === (stryMutAct_9fa48("8") ? "" : (stryCov_9fa48("8"), "GET")))) ? stryMutAct_9fa48("9") ? "" : (stryCov_9fa48("9"), "read") : stryMutAct_9fa48("10") ? "" : (stryCov_9fa48("10"), "write"), waiting.order)));
          if (stryMutAct_9fa48("13") ? permit === undefined : stryMutAct_9fa48("12") ? false : stryMutAct_9fa48("11") ? true : (stryCov_9fa48("11", "12", "13"), permit !== undefined)) waiting.order = permit.order;
          if (stryMutAct_9fa48("16") ? recheck === undefined && now() - waiting.readAtMs <= mayBeOldMs : stryMutAct_9fa48("15") ? false : stryMutAct_9fa48("14") ? true : (stryCov_9fa48("14", "15", "16"), (stryMutAct_9fa48("18") ? recheck !== undefined : stryMutAct_9fa48("17") ? false : (stryCov_9fa48("17", "18"), recheck === undefined)) || (stryMutAct_9fa48("21") ? now() - waiting.readAtMs > mayBeOldMs : stryMutAct_9fa48("20") ? now() - waiting.readAtMs < mayBeOldMs : stryMutAct_9fa48("19") ? false : (stryCov_9fa48("19", "20", "21"), (stryMutAct_9fa48("22") ? now() + waiting.readAtMs : (stryCov_9fa48("22"), now() - waiting.readAtMs)) <= mayBeOldMs)))) return permit;
          stryMutAct_9fa48("23") ? permit.cancel() : (stryCov_9fa48("23"), permit?.cancel());
          const askedAtMs = now();
          waiting.readAtMs = stryMutAct_9fa48("24") ? (await recheck()) && now() : (stryCov_9fa48("24"), (await recheck()) ?? now());
          stryMutAct_9fa48("25") ? waiting.elapsedMs -= now() - askedAtMs : (stryCov_9fa48("25"), waiting.elapsedMs += stryMutAct_9fa48("26") ? now() + askedAtMs : (stryCov_9fa48("26"), now() - askedAtMs));
        }
      }
    }
  }
}