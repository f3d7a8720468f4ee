import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

const require = createRequire(import.meta.url);
/** Shared with the preload, which is CommonJS. */
const { fileOf, late, mains, providerFolder, standIns } = require("./standIns.cjs") as {
  fileOf: (name: string) => string;
  late: ReadonlySet<string>;
  mains: Readonly<Record<"dynamicHost" | "languageHost" | "native", string>>;
  providerFolder: string;
  standIns: Readonly<Record<string, string>>;
};

/** What a state names of the package. */
const handlers = ["assignments", "configuration"].map(
  (name) => `pulumi-intune-provisioning/handlers/${name}`,
);
const { dynamicHost, languageHost, native } = mains;
const loadBundle = join(import.meta.dirname, "loadBundle.cjs");
/** Nothing that the engine starts fetches, and axios, which only looks whether it could, would load all of it. */
const forbidFetch = `for (const name of ["fetch", "FormData", "Request", "Response"]) delete globalThis[name];`;

/**
 * Writes each process that the engine starts as one file, with the provider in it, and what the provider signs in by as
 * another. The preload puts them into their places: of the processor time of such a process, a third went into finding
 * and compiling a thousand modules.
 */
export async function writeBundles(folder: string): Promise<void> {
  const named = (names: Iterable<string>) =>
    Object.fromEntries([...names].map((name) => [name, name]));
  await Promise.all([
    writeBundle(folder, "hosts", { dynamicHost, ...named(handlers) }),
    writeBundle(folder, "languageHosts", { languageHost }),
    writeBundle(folder, "natives", { native }),
    writeBundle(folder, "late", named(late)),
    writeStarter(join(folder, "dynamicHost")),
  ]);
}

/** Pulumi's own asks a process of Node.js where the host is; here it is the repository's. */
async function writeStarter(folder: string): Promise<void> {
  await mkdir(folder);
  const file = join(folder, "pulumi-resource-pulumi-nodejs");
  await writeFile(file, `#!/bin/sh\nexec node ${JSON.stringify(dynamicHost)} "$@"\n`, {
    mode: 0o755,
  });
}

/** @param modules by name. */
async function writeBundle(
  folder: string,
  bundle: string,
  modules: Readonly<Record<string, string>>,
): Promise<void> {
  const loaders = Object.entries(modules).map(
    ([name, module]) => `${JSON.stringify(name)}: () => require(${JSON.stringify(module)})`,
  );
  const file = join(folder, `${bundle}.js`);
  await build({
    stdin: { contents: `module.exports = { ${loaders.join()} };`, resolveDir: providerFolder },
    outfile: file,
    bundle: true,
    platform: "node",
    format: "cjs",
    banner: { js: "(function (module, exports, require, __dirname) {" },
    footer: { js: "})" },
    target: `node${process.versions.node}`,
    minifySyntax: true,
    minifyWhitespace: true,
    plugins: [leaveOutside(folder, bundle)],
    logLevel: "warning",
  });
  for (const name of Object.keys(modules)) {
    const code = `${name in mains ? forbidFetch : ""}
      const { loadBundle } = require(${JSON.stringify(loadBundle)});
      module.exports = loadBundle(${JSON.stringify(file)})[${JSON.stringify(name)}]();`;
    await writeFile(join(folder, fileOf(name)), code);
  }
}

function leaveOutside(folder: string, bundle: string): Plugin {
  const outside = (path: string) => ({ path, external: true });
  return {
    name: "leave-outside",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^/ }, ({ path, importer }) => {
        const standIn = importer.includes("pulumi") ? standIns[path] : undefined;
        if (standIn !== undefined) return outside(standIn);
        if (late.has(path) && bundle !== "late") return outside(join(folder, fileOf(path)));
        // To send a form, which nobody does, axios would read all types of files that there are.
        if (path === "form-data") return outside(join(import.meta.dirname, "formData.cjs"));
        // One is heavy and hardly ever used; of the other only the path counts.
        return ["node-forge", "pulumi-intune-provisioning/package.json"].includes(path)
          ? outside(require.resolve(path))
          : undefined;
      });
    },
  };
}
