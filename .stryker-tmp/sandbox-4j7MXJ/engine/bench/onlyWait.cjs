/**
 * A provider that does nothing but wait for its requests' answers and for the quota: how fast one could be that asks
 * Graph as often, and never anything that the engine has not asked for.
 */
// @ts-nocheck

const doNothing = require("../doNothing.cjs");
const { performance } = require("node:perf_hooks");
const { setTimeout: sleep } = require("node:timers/promises");

const { requestsPerCall, latencyMs, quota } = JSON.parse(process.env.ONLY_WAIT);
const writeTimes = [];

/** Waits until a sliding window has room for one more write. */
async function takePlace() {
  if (quota === undefined) return;
  const before = writeTimes.at(-quota.writesPerWindow);
  const full = writeTimes.length >= quota.writesPerWindow;
  const atMs = Math.max(performance.now(), full ? before + quota.windowMs : 0);
  writeTimes.push(atMs);
  await sleep(atMs - performance.now());
}

const waiting = (name) => {
  const answers = requestsPerCall[name] * latencyMs;
  return async (...call) => {
    if (name !== "read") await takePlace();
    await sleep(answers);
    return doNothing[name](...call);
  };
};

module.exports = {
  ...doNothing,
  create: waiting("create"),
  update: waiting("update"),
  read: waiting("read"),
  delete: waiting("delete"),
};
