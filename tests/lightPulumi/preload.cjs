const { registerHooks } = require("node:module");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { fileOf, late, mains, providerFolder, pulumiFolder, standIns } = require("./standIns.cjs");

const urlOf = (...path) => pathToFileURL(join(...path)).href;

// Three quarters of the time in which @pulumi/pulumi loads go into what the stand-ins stand for. Only the serializer of
// closures and the Automation API use it, and a provider needs neither: here it loads on first use. Each run of the CLI
// starts such a process. Pulumi in another folder, as in a project that installed it, loads as it always does.
const pulumiUrl = urlOf(pulumiFolder, "/");
const isOfPulumi = (url) => url?.startsWith(pulumiUrl) && !url.startsWith(`${pulumiUrl}stand-in/`);

/** Where writeBundles.ts has put bundles; without them, every module loads from its own file. */
const bundles = process.env.TEST_BUNDLES;
const [, main] = process.argv;
const bundledMain = Object.keys(mains).find((name) => mains[name] === main);
const nativeUrl = urlOf(providerFolder, "bin", "pulumi-resource-intune.js");
/** The provider, and a process of tests that signs in as well. */
const lateUrls = [
  urlOf(providerFolder, "dist", "/"),
  urlOf(__dirname, "..", "emulator", "getTokenInChild.ts"),
];

function findBundled(specifier, parentUrl) {
  if (parentUrl === undefined && (specifier === main || specifier === urlOf(main ?? "")))
    return bundledMain;
  if (parentUrl === nativeUrl && specifier.endsWith("/native/main.js")) return "native";
  if (bundledMain === "dynamicHost" && specifier.startsWith("pulumi-intune-provisioning/handlers/"))
    return specifier;
  return late.has(specifier) && lateUrls.some((url) => parentUrl?.startsWith(url))
    ? specifier
    : undefined;
}

function findStandIn(specifier, parentUrl) {
  const bundled = bundles === undefined ? undefined : findBundled(specifier, parentUrl);
  if (bundled !== undefined) return join(bundles, fileOf(bundled));
  return isOfPulumi(parentUrl) ? standIns[specifier] : undefined;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const standIn = findStandIn(specifier, context.parentURL);
    if (standIn === undefined) return nextResolve(specifier, context);
    return { url: pathToFileURL(standIn).href, format: "commonjs", shortCircuit: true };
  },
});
