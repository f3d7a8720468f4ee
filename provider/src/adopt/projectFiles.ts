import { readVersion } from "../version.js";
import { sampleProfile } from "./sampleProfile.js";

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

type ProjectFile = [path: string, content: string];

/** The files of a project that are no program: a folder with them and the program is complete. */
export function renderProjectFiles(setup: ProjectSetup): ProjectFile[] {
  const ignored = ["node_modules/", ...(setup.hasEmulator ? [`${emulatorFolder}/`] : [])];
  return [
    ["Pulumi.yaml", renderPulumiYaml(setup)],
    ["package.json", `${JSON.stringify(packageOf(setup), null, 2)}\n`],
    ["tsconfig.json", tsconfig],
    [".gitignore", `${ignored.join("\n")}\n`],
    // A profile is sent as it is: with other line ends it would be another.
    [".gitattributes", "* text=auto eol=lf\nprofiles/** -text\n"],
    [".prettierignore", "import.json\n"],
  ];
}

function renderPulumiYaml({ projectName, packageManager = "npm" }: ProjectSetup): string {
  const runtime =
    packageManager === "npm"
      ? "runtime: nodejs"
      : `runtime:\n  name: nodejs\n  options:\n    packagemanager: ${packageManager}`;
  // The name in quotes, since YAML takes 2027 for a number and true for a truth.
  return `name: ${JSON.stringify(projectName)}\n${runtime}\ndescription: iOS app provisioning configurations of Intune\n`;
}

const packageName = "pulumi-intune-provisioning";
const emulator = "intune-graph-emulator";

/** Where the emulator keeps its tenant: without it, the second run would not find what the first one made. */
export const emulatorFolder = ".emulator";

function packageOf({ projectName, packageSpec, hasEmulator }: ProjectSetup): object {
  const version = `^${readVersion()}`;
  // From the same place, as in `file:../intune-graph-emulator-0.1.0.tgz`.
  const emulatorSpec = packageSpec?.includes(packageName)
    ? packageSpec.replace(packageName, emulator)
    : version;
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
      ...(hasEmulator && { [emulator]: emulatorSpec }),
      typescript: "^6.0.0",
    },
  };
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

export interface NewProjectOptions extends ProjectSetup {
  /** With a made-up profile, so that the program has something to declare. */
  hasSample: boolean;
}

/** The files of a project that declares no app yet, or the sample. */
export function renderNewProject(options: NewProjectOptions): ProjectFile[] {
  const samplePath = "profiles/sample.xml";
  const files = renderProjectFiles(options).filter(([path]) => path !== ".prettierignore");
  if (options.hasSample)
    return [...files, ["index.ts", exampleOf("Sample", samplePath)], [samplePath, sampleProfile]];
  const example = exampleOf("Field Service", "profiles/field-service.mobileprovision");
  const program =
    "// Put the provisioning profile of an app into profiles/, and declare who gets the profile:\n//\n" +
    `${example.replaceAll(/^/gm, "// ").replaceAll(/ +$/gm, "").replace(/\/\/$/, "")}\nexport {};\n`;
  return [...files, ["index.ts", program]];
}

const exampleOf = (name: string, payload: string): string => `\
import { ProvisionedApp, target } from "pulumi-intune-provisioning";

new ProvisionedApp(${JSON.stringify(name)}, {
  payload: ${JSON.stringify(payload)},
  // The object id of a group in Microsoft Entra.
  assignments: [target.group("0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01")],
});
`;
