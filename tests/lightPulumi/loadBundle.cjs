const { existsSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { constants, Script } = require("node:vm");

const loaded = new Map();

/**
 * Loads a bundle of writeBundles.ts with what one life has had compiled of it (keepCompiled.test.ts). Most functions are
 * compiled when they are called first, and Node's own cache has only what is compiled before that.
 */
exports.loadBundle = (file) => {
  if (!loaded.has(file)) loaded.set(file, load(file));
  return loaded.get(file);
};

function load(file) {
  const compiled = `${file}.compiled`;
  const cachedData = existsSync(compiled) ? readFileSync(compiled) : undefined;
  const script = new Script(readFileSync(file, "utf8"), {
    filename: file,
    cachedData,
    // What stands outside of the bundle, as the reader of a PFX does.
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  script.runInThisContext()(module, module.exports, createRequire(file), dirname(file));
  if (process.env.TEST_KEEPS_COMPILED !== undefined) {
    // The engine interrupts what it has started.
    process.once("SIGINT", () => process.exit());
    process.once("exit", () => {
      const unfinished = `${compiled}-${process.pid}`;
      writeFileSync(unfinished, script.createCachedData());
      renameSync(unfinished, compiled);
    });
  }
  return module.exports;
}
