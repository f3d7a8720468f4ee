import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { filterProblems, problemKindInfo } from "@arethetypeswrong/core/problems";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { packPackage, type PackageName } from "../packPackage.ts";

const names: readonly PackageName[] = ["provider", "emulator", "policy"];
/** TypeScript's way of before `exports` is left out: it finds no entry point but the first. */
const resolutions = {
  commonjs: ["node16-cjs", "node16-esm", "bundler"],
  // TypeScript doesn't know yet that CommonJS may require an ES module, as Node.js 22.12 and later do.
  module: ["node16-esm", "bundler"],
} as const;

/** Holds a package, as it would be published, to publint and to "Are the types wrong?". */
async function findProblems(name: PackageName): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "intune-lint-"));
  try {
    const file = new Uint8Array(await readFile(await packPackage(folder, name)));
    const { messages, pkg } = await publint({ pack: { tarball: file.buffer }, strict: true });
    const analysis = await checkPackage(createPackageFromTarballData(file));
    const wrongTypes = analysis.types
      ? resolutions[(pkg as { type: keyof typeof resolutions }).type].flatMap((resolutionKind) =>
          filterProblems(analysis, { resolutionKind }),
        )
      : [];
    return [
      ...messages.map((message) => formatMessage(message, pkg) ?? message.code),
      ...new Set(
        wrongTypes.map(
          (problem) => `${problemKindInfo[problem.kind].title} ${JSON.stringify(problem)}`,
        ),
      ),
    ].map((problem) => `${name}: ${problem}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const problems = (await Promise.all(names.map(findProblems))).flat();
process.stderr.write(problems.join(""));
if (problems.length > 0) process.exitCode = 1;
