import { readVersion } from "../version.js";

export const lockFiles = { npm: "package-lock.json", pnpm: "pnpm-lock.yaml", yarn: "yarn.lock" };

export type PackageManager = keyof typeof lockFiles;

export const packageManagers = Object.keys(lockFiles) as PackageManager[];

/** As the options of `init`. */
export interface ProjectSetup {
  projectName: string;
  /** npm by default, as in Pulumi. */
  packageManager?: PackageManager;
  /** In npm's words; the registry by default. */
  package?: string;
  /** Declares the file of `samplePath`. */
  sample?: boolean;
  emulator?: boolean;
}

/** By path in the project, with forward slashes. In the order of writing. */
export type ProjectFiles = Map<string, string | Uint8Array>;

export function renderProjectFiles(setup: ProjectSetup): ProjectFiles {
  const ignored = ["node_modules/", ...(setup.emulator ? [`${emulatorFolder}/`] : [])];
  return new Map<string, string>([
    ["Pulumi.yaml", renderPulumiYaml(setup)],
    ["package.json", `${JSON.stringify(packageOf(setup), null, 2)}\n`],
    ["tsconfig.json", tsconfig],
    [".gitignore", `${ignored.join("\n")}\n`],
    // Other line ends would change a profile.
    [".gitattributes", "* text=auto eol=lf\nprofiles/** -text\n"],
    // Pulumi finds no package under Plug'n'Play, the default since Yarn 2.
    ...(setup.packageManager === "yarn" ? [yarnSettings] : []),
  ]);
}

const yarnSettings = [".yarnrc.yml", "nodeLinker: node-modules\n"] as const;

function renderPulumiYaml({ projectName, packageManager = "npm" }: ProjectSetup): string {
  // In quotes: YAML reads 2027 as a number and true as a boolean.
  return `name: ${JSON.stringify(projectName)}
runtime:
  name: nodejs
  options:
    packagemanager: ${packageManager}
description: iOS app provisioning configurations of Intune
`;
}

const packageName = "pulumi-intune-provisioning";
const emulatorName = "intune-graph-emulator";

/** Keeps the emulator's tenant: the second run must find what the first made. */
export const emulatorFolder = ".emulator";

function packageOf({ projectName, emulator, ...setup }: ProjectSetup): object {
  const version = `^${readVersion()}`;
  const source = setup.package ?? version;
  // From the same place, as in `file:../intune-graph-emulator-0.1.0.tgz`.
  const isNamed = source.includes(packageName);
  const emulatorSource = isNamed ? source.replace(packageName, emulatorName) : version;
  return {
    name: projectName,
    private: true,
    main: "index.ts",
    dependencies: { "@pulumi/pulumi": "^3.270.0", [packageName]: source },
    devDependencies: {
      "@types/node": "^24.0.0",
      ...(emulator && { [emulatorName]: emulatorSource }),
      typescript: "^6.0.0",
    },
  };
}

/** Pulumi compiles only what was edited; TypeScript 6 then needs `rootDir` where all of it is in one folder. */
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

/** In the package as in the project. */
export const samplePath = "profiles/sample.xml";

/** With a program: one of the sample, or one to fill in. */
export function renderNewProject(setup: ProjectSetup): ProjectFiles {
  const files = renderProjectFiles(setup);
  if (setup.sample) return files.set("index.ts", exampleOf("Sample", samplePath));
  const example = exampleOf("Field Service", "profiles/field-service.mobileprovision");
  const task =
    "Put the provisioning profile of an app into profiles/, and declare who gets the profile:";
  const lines = [task, "", ...example.trimEnd().split("\n")].map((line) => `// ${line}`.trimEnd());
  return files.set("index.ts", [...lines, "", "export {};", ""].join("\n"));
}

const exampleOf = (name: string, payload: string): string => `\
import { ProvisionedApp, target } from "pulumi-intune-provisioning";

new ProvisionedApp(${JSON.stringify(name)}, {
  payload: ${JSON.stringify(payload)},
  // The object id of a group in Microsoft Entra.
  assignments: [target.group("0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01")],
});
`;
