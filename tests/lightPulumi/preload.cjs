const { registerHooks } = require("node:module");
const { URL, pathToFileURL } = require("node:url");

// Three quarters of the time in which @pulumi/pulumi loads go into these. Only the serializer of closures and the Automation
// API use them, and a provider needs neither: here they load on first use. Each run of the CLI starts such a process.
const standIns = {
  typescript: require.resolve("./typescript.cjs"),
  "@npmcli/arborist": require.resolve("./arborist.cjs"),
  "normalize-package-data": require.resolve("./normalizePackageData.cjs"),
  "./automation": require.resolve("./automation.cjs"),
};
// Pulumi in another folder, as in a project that installed it, loads as it always does.
const pulumiUrl = new URL("./", pathToFileURL(require.resolve("@pulumi/pulumi/package.json"))).href;
const isOfPulumi = (url) => url?.startsWith(pulumiUrl) && !url.startsWith(`${pulumiUrl}stand-in/`);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const standIn = standIns[specifier];
    if (standIn === undefined || !isOfPulumi(context.parentURL))
      return nextResolve(specifier, context);
    return { url: pathToFileURL(standIn).href, format: "commonjs", shortCircuit: true };
  },
});
