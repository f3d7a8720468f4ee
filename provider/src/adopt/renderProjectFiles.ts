import { readVersion } from "../version.js";

export interface ProjectSetup {
  projectName: string;
  /** npm is Pulumi's default. */
  packageManager?: PackageManager;
  /** Where the package comes from, in npm's words; the registry, by default. */
  packageSpec?: string;
  hasEmulator?: boolean;
}

export const packageManagers = ["npm", "pnpm", "yarn"] as const;
export type PackageManager = (typeof packageManagers)[number];

/** The files of a project that are no program: a folder with them and the program is complete. */
export function renderProjectFiles(projectName: string): [path: string, content: string][] {
  return [...dependencyFiles({ projectName }), [".prettierignore", "import.json\n"]];
}

export function dependencyFiles(setup: ProjectSetup): [path: string, content: string][] {
  return [
    ["Pulumi.yaml", renderPulumiYaml(setup)],
    ["package.json", `${JSON.stringify(packageOf(setup), null, 2)}\n`],
    ["tsconfig.json", tsconfig],
    [".gitignore", `node_modules/\n${setup.hasEmulator === true ? `${emulatorFolder}/\n` : ""}`],
    [".gitattributes", gitAttributes],
  ];
}

/** A profile is sent as it is: with other line ends it would be another. */
const gitAttributes = "* text=auto eol=lf\nprofiles/** -text\n";

/** The program is its modules, one for each configuration. */
export function renderIndex(specifiers: readonly string[]): string {
  return specifiers.map((specifier) => `import "${specifier}";\n`).join("");
}

function renderPulumiYaml({ projectName, packageManager = "npm" }: ProjectSetup): string {
  const runtime =
    packageManager === "npm"
      ? ["runtime: nodejs"]
      : ["runtime:", "  name: nodejs", "  options:", `    packagemanager: ${packageManager}`];
  return [
    // In quotes, since YAML takes 2027 for a number and true for a truth.
    `name: ${JSON.stringify(projectName)}`,
    ...runtime,
    "description: iOS app provisioning configurations of Intune",
    "",
  ].join("\n");
}

function packageOf({ projectName, packageSpec, hasEmulator = false }: ProjectSetup): object {
  const version = `^${readVersion()}`;
  return {
    name: projectName,
    private: true,
    main: "index.ts",
    dependencies: {
      "@pulumi/pulumi": "^3.270.0",
      [packageName]: packageSpec ?? version,
    },
    devDependencies: {
      "@types/node": "^24.0.0",
      ...(hasEmulator && { [emulator]: specOfEmulator(packageSpec) ?? version }),
      typescript: "^6.0.0",
    },
  };
}

const packageName = "pulumi-intune-provisioning";
const emulator = "intune-graph-emulator";

/** Where the emulator keeps its tenant: without it, the second run would not find what the first one made. */
export const emulatorFolder = ".emulator";

/** From the same place, as in `file:../intune-graph-emulator-0.1.0.tgz`. */
function specOfEmulator(packageSpec = ""): string | undefined {
  return packageSpec.includes(packageName) ? packageSpec.replace(packageName, emulator) : undefined;
}

/** Pulumi compiles what was edited alone; without a root, TypeScript 6 refuses that where all of it is in one folder. */
const tsconfig = `{
  "compilerOptions": {
    "target": "es2023",
    "module": "nodenext",
    "rootDir": ".",
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "exactOptionalPropertyTypes": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "files": ["index.ts"]
}
`;
