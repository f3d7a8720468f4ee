import { registerHooks } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

/** Preloaded with NODE_OPTIONS: takes Pulumi's SDK, and what it shares with its callers, from the folder SDK_FOLDER. */
const { SDK_FOLDER: folder = "" } = process.env;
const parentURL = pathToFileURL(join(folder, "package.json")).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!/^(@pulumi\/pulumi|semver)(\/|$)/.test(specifier)) return nextResolve(specifier, context);
    return context.conditions.includes("require")
      ? nextResolve(join(folder, "node_modules", specifier), context)
      : nextResolve(specifier, { ...context, parentURL });
  },
});
