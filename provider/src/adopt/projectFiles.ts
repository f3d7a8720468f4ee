import { readVersion } from "../version.js";
import { sampleProfile } from "./sampleProfile.js";

export interface ProjectSetup {
  projectName: string;
  /** npm by default, as in Pulumi. */
  packageManager?: PackageManager;
  /** In npm's words; the registry by default. */
  packageSpec?: string | undefined;
  hasEmulator?: boolean | undefined;
  /** Declares a made-up profile. */
  hasSample?: boolean | undefined;
}

export const packageManagers = ["npm", "pnpm", "yarn"] as const;
export type PackageManager = (typeof packageManagers)[number];

type ProjectFile = [path: string, content: string];

/** All files but the program. */
export function renderProjectFiles(setup: ProjectSetup): ProjectFile[] {
  const ignored = ["node_modules/", ...(setup.hasEmulator ? [`${emulatorFolder}/`] : [])];
  return [
    ["Pulumi.yaml", renderPulumiYaml(setup)],
    ["package.json", `${JSON.stringify(packageOf(setup), null, 2)}\n`],
    ["tsconfig.json", tsconfig],
    [".gitignore", `${ignored.join("\n")}\n`],
    // Other line ends would change a profile.
    [".gitattributes", "* text=auto eol=lf\nprofiles/** -text\n"],
    [".prettierignore", "import.json\n"],
  ];
}

function renderPulumiYaml({ projectName, packageManager = "npm" }: ProjectSetup): string {
  const runtime =
    packageManager === "npm"
      ? "runtime: nodejs"
      : `runtime:\n  name: nodejs\n  options:\n    packagemanager: ${packageManager}`;
  // In quotes: YAML reads 2027 as a number and true as a boolean.
  return `name: ${JSON.stringify(projectName)}\n${runtime}\ndescription: iOS app provisioning configurations of Intune\n`;
}

const packageName = "pulumi-intune-provisioning";
const emulator = "intune-graph-emulator";

/** Keeps the emulator's tenant: the second run must find what the first made. */
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

/** With a program: an example, or one to fill in. */
export function renderNewProject(setup: ProjectSetup): ProjectFile[] {
  const files = renderProjectFiles(setup).filter(([path]) => path !== ".prettierignore");
  if (setup.hasSample) {
    const path = "profiles/sample.xml";
    return [...files, ["index.ts", exampleOf("Sample", path)], [path, sampleProfile]];
  }
  const example = exampleOf("Field Service", "profiles/field-service.mobileprovision");
  const program = `\
// Put the provisioning profile of an app into profiles/, and declare who gets the profile:
//
${example
  .trimEnd()
  .replaceAll(/^(?=.)/gm, "// ")
  .replaceAll(/^$/gm, "//")}

export {};
`;
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
