import { cpSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { rolldown } from "rolldown";

interface Manifest {
  type: "commonjs" | "module";
  main: string;
  bin?: Record<string, string>;
  exports: Record<string, string | { default: string }>;
}

/**
 * Writes what a package publishes: its entry points and their chunks, the declarations that the entry points reach, and
 * files that are no code. `built` is the folder that the compiler wrote; `bundled` are dependencies that go in. Modules keep their names and are not minified, so a
 * stack trace names a function; a comment before each module names its source.
 */
export async function bundlePackage(
  folder: string,
  built: string,
  dist: string,
  bundled: readonly string[] = [],
): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const entries = listEntries(folder, manifest);
  const bundle = await rolldown({
    cwd: folder,
    input: Object.fromEntries(entries.map((name) => [name, join(folder, "src", `${name}.ts`)])),
    platform: "node",
    tsconfig: false,
    transform: { target: "es2023" },
    external: (id, from) =>
      !id.startsWith(".") &&
      !isAbsolute(id) &&
      !bundled.includes(id) &&
      !from?.includes("node_modules"),
    // A module that one command loads late, another may load at once.
    onLog: (level, log, write) => {
      if (log.code !== "INEFFECTIVE_DYNAMIC_IMPORT") write(level, log);
    },
  });
  await bundle.write({
    dir: dist,
    format: manifest.type === "module" ? "esm" : "cjs",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
  });
  await bundle.close();
  const declarations = findDeclarations(entries.map((name) => join(built, `${name}.d.ts`)));
  const data = globSync("**/*.json", { cwd: built }).map((name) => join(built, name));
  for (const file of [...declarations, ...data]) {
    const target = join(dist, relative(built, file));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
}

/** The modules that package.json and the files of its commands name, as paths below the sources without an ending. */
function listEntries(folder: string, { main, bin = {}, exports }: Manifest): string[] {
  const files = [main, ...Object.values(exports)].map((file) =>
    typeof file === "string" ? file : file.default,
  );
  const commands = Object.values(bin).map((file) => readFileSync(join(folder, file), "utf8"));
  const names = [...files, ...commands].flatMap((text) => {
    return /\.\/dist\/(.*)\.js/.exec(text)?.slice(1) ?? [];
  });
  return [...new Set(names)];
}

function findDeclarations(files: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const imports = readFileSync(file, "utf8").matchAll(/(?:from |import\(?)"(\.[^"]+)\.js"/g);
    for (const [, path = ""] of imports) visit(join(dirname(file), `${path}.d.ts`));
  };
  files.forEach(visit);
  return found;
}
