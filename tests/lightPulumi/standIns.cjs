const { join } = require("node:path");

const repository = join(__dirname, "..", "..");
exports.pulumiFolder = join(repository, "node_modules", "@pulumi", "pulumi");
exports.providerFolder = join(repository, "provider");

/** What stands in for what Pulumi asks for: modules that load on first use. */
exports.standIns = {
  typescript: join(__dirname, "typescript.cjs"),
  "@npmcli/arborist": join(__dirname, "arborist.cjs"),
  "normalize-package-data": join(__dirname, "normalizePackageData.cjs"),
  "./automation": join(__dirname, "automation.cjs"),
  "./tracing": join(__dirname, "tracing.cjs"),
};

/** What the provider loads late, to sign in and to speak with Graph. */
exports.late = new Set(["@azure/identity", "@azure/core-rest-pipeline", "axios"]);

/** What the engine starts, by what a bundle of it is called. */
exports.mains = {
  dynamicHost: join(exports.pulumiFolder, "cmd", "dynamic-provider", "index.js"),
  languageHost: join(repository, "engine", "languageHost", "serve.ts"),
  native: join(exports.providerFolder, "dist", "native", "main.js"),
};

/** The file that loads this from a bundle. */
exports.fileOf = (name) => `${name.replaceAll(/\W+/g, "-")}.cjs`;
