import { ESLint } from "eslint";
import ts from "typescript";

/**
 * Holds the code to ESLint, and what `npm run build` leaves out to the compiler: `eslint . && tsc -p .` in one process. ESLint's
 * rules ask for most types that the compiler checks, so both use the same programs.
 */

const formatHost: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => "\n",
};

/** Programs share what they read, such as Node's types. */
const sources = new Map<string, ts.SourceFile | undefined>();

function createProgram(folder: string): ts.Program {
  const { fileNames, options, errors } = readConfig(`${folder}/tsconfig.json`);
  const host = ts.createCompilerHost(options, true);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    const key = JSON.stringify([name, rest[0]]);
    if (!sources.has(key)) sources.set(key, getSourceFile(name, ...rest));
    return sources.get(key);
  };
  return ts.createProgram({
    rootNames: fileNames,
    options,
    host,
    configFileParsingDiagnostics: errors,
  });
}

function readConfig(file: string): ts.ParsedCommandLine {
  const config = ts.getParsedCommandLineOfConfigFile(file, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.formatDiagnostic(diagnostic, formatHost));
    },
  });
  if (config === undefined) throw new Error(`${file} is missing`);
  return config;
}

const root = createProgram(".");
const programs = [root, ...["provider", "emulator", "policy"].map(createProgram)];
const diagnostics = ts.getPreEmitDiagnostics(root);
process.stderr.write(ts.formatDiagnosticsWithColorAndContext(diagnostics, formatHost));

const eslint = new ESLint({
  overrideConfig: {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: false, programs } },
  },
});
const results = await eslint.lintFiles(".");
const formatter = await eslint.loadFormatter();
process.stdout.write(await formatter.format(results));
if (diagnostics.length > 0 || results.some(({ errorCount }) => errorCount > 0))
  process.exitCode = 1;
