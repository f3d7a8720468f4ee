/**
 * A provider that only waits: for as many responses, one after the other, as a set needs, and for the quota. So fast could
 * a provider be whose own work took no time.
 */
const doNothing = require("../doNothing.cjs");
const { performance } = require("node:perf_hooks");
const { setTimeout: sleep } = require("node:timers/promises");

const { roundTrips, latencyMs, quota } = JSON.parse(process.env.ONLY_WAIT);
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
  const answersMs = roundTrips[name] * latencyMs;
  return async (...call) => {
    if (name !== "read") await takePlace();
    await sleep(answersMs);
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
