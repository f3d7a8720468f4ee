import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { nodeVersion } from "./nodeBuilds.ts";

const providerFolder = join(import.meta.dirname, "..", "..", "provider");

/** Only the serializer of closures uses these, and a plugin serializes none. */
const unused = ["typescript", "@npmcli/arborist", "normalize-package-data"];

export async function readVersion(): Promise<string> {
  const manifest = await readFile(join(providerFolder, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** The native plugin in one file, which reads no other. */
export async function bundlePlugin(outfile: string): Promise<void> {
  const { warnings } = await build({
    entryPoints: [join(providerFolder, "dist", "native", "main.js")],
    outfile,
    bundle: true,
    platform: "node",
    target: `node${nodeVersion}`,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "eof",
    plugins: [await holdVersion(), leaveOutUnused],
    logLevel: "silent",
  });
  const [warning] = warnings;
  if (warning !== undefined)
    throw new Error(`The bundle would not run: ${warning.text} (${warning.location?.file ?? ""})`);
}

/** `version.ts` reads files beside itself. */
async function holdVersion(): Promise<Plugin> {
  const schema = await readFile(join(providerFolder, "dist", "native", "schema.json"), "utf8");
  const contents =
    `exports.readVersion = () => ${JSON.stringify(await readVersion())};` +
    `exports.readSchema = () => ${JSON.stringify(schema)};`;
  return {
    name: "hold-version",
    setup(bundle) {
      bundle.onLoad({ filter: /[/\\]provider[/\\]dist[/\\]version\.js$/ }, () => ({ contents }));
    },
  };
}

const leaveOutUnused: Plugin = {
  name: "leave-out-unused",
  setup(bundle) {
    bundle.onResolve({ filter: new RegExp(`^(${unused.join("|")})$`) }, ({ path }) => ({
      path,
      namespace: "unused",
    }));
    bundle.onLoad({ filter: /^/, namespace: "unused" }, () => ({ contents: "" }));
  },
};
