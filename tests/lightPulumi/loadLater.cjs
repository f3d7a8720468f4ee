const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");

// As from a folder of Pulumi's for which the preload has no stand-ins. Node remembers by folder what a name leads to.
const pulumi = dirname(require.resolve("@pulumi/pulumi/package.json"));
const requireAsPulumi = createRequire(join(pulumi, "stand-in", "index.js"));

/** A module that is loaded when one of its exports is read. It passes for a compiled one, whose exports nobody copies. */
exports.loadLater = (name) =>
  new Proxy(
    {},
    {
      get(_, key) {
        if (key === "__esModule") return true;
        const loaded = requireAsPulumi(name);
        return key === "default" ? (loaded.default ?? loaded) : loaded[key];
      },
    },
  );
