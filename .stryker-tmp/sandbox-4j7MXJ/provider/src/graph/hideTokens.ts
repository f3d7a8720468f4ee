/**
 * Blots tokens and keys out of what others have said: an answer from something on the way may repeat the request with
 * its headers.
 */
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
export function hideTokens(text: string): string {
  if (stryMutAct_9fa48("69")) {
    {}
  } else {
    stryCov_9fa48("69");
    return text.replaceAll(stryMutAct_9fa48("79") ? /\beyJ[\w-]+\.[\w-]+(?:\.[\W-]*)?/g : stryMutAct_9fa48("78") ? /\beyJ[\w-]+\.[\w-]+(?:\.[^\w-]*)?/g : stryMutAct_9fa48("77") ? /\beyJ[\w-]+\.[\w-]+(?:\.[\w-])?/g : stryMutAct_9fa48("76") ? /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)/g : stryMutAct_9fa48("75") ? /\beyJ[\w-]+\.[\W-]+(?:\.[\w-]*)?/g : stryMutAct_9fa48("74") ? /\beyJ[\w-]+\.[^\w-]+(?:\.[\w-]*)?/g : stryMutAct_9fa48("73") ? /\beyJ[\w-]+\.[\w-](?:\.[\w-]*)?/g : stryMutAct_9fa48("72") ? /\beyJ[\W-]+\.[\w-]+(?:\.[\w-]*)?/g : stryMutAct_9fa48("71") ? /\beyJ[^\w-]+\.[\w-]+(?:\.[\w-]*)?/g : stryMutAct_9fa48("70") ? /\beyJ[\w-]\.[\w-]+(?:\.[\w-]*)?/g : (stryCov_9fa48("70", "71", "72", "73", "74", "75", "76", "77", "78", "79"), /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g), stryMutAct_9fa48("80") ? "" : (stryCov_9fa48("80"), "[token]")).replaceAll(stryMutAct_9fa48("83") ? /\bZXlK[\W+/=-]{8,}/g : stryMutAct_9fa48("82") ? /\bZXlK[^\w+/=-]{8,}/g : stryMutAct_9fa48("81") ? /\bZXlK[\w+/=-]/g : (stryCov_9fa48("81", "82", "83"), /\bZXlK[\w+/=-]{8,}/g), stryMutAct_9fa48("84") ? "" : (stryCov_9fa48("84"), "[token]")) // the same in base64
    .replaceAll(stryMutAct_9fa48("89") ? /\b(Bearer|Basic)(\s+)[\W.~+/=-]{8,}/gi : stryMutAct_9fa48("88") ? /\b(Bearer|Basic)(\s+)[^\w.~+/=-]{8,}/gi : stryMutAct_9fa48("87") ? /\b(Bearer|Basic)(\s+)[\w.~+/=-]/gi : stryMutAct_9fa48("86") ? /\b(Bearer|Basic)(\S+)[\w.~+/=-]{8,}/gi : stryMutAct_9fa48("85") ? /\b(Bearer|Basic)(\s)[\w.~+/=-]{8,}/gi : (stryCov_9fa48("85", "86", "87", "88", "89"), /\b(Bearer|Basic)(\s+)[\w.~+/=-]{8,}/gi), stryMutAct_9fa48("90") ? "" : (stryCov_9fa48("90"), "$1$2[token]")).replaceAll(stryMutAct_9fa48("94") ? /-----BEGIN .*?(?:-----END [-]*-----|$)/gs : stryMutAct_9fa48("93") ? /-----BEGIN .*?(?:-----END [^-]-----|$)/gs : stryMutAct_9fa48("92") ? /-----BEGIN .*?(?:-----END [^-]*-----)/gs : stryMutAct_9fa48("91") ? /-----BEGIN .(?:-----END [^-]*-----|$)/gs : (stryCov_9fa48("91", "92", "93", "94"), /-----BEGIN .*?(?:-----END [^-]*-----|$)/gs), stryMutAct_9fa48("95") ? "" : (stryCov_9fa48("95"), "[key]"));
  }
}