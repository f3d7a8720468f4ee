import { readVersion } from "../version.js";

export const lockFiles = {
  npm: "package-lock.json",
  pnpm: "pnpm-lock.yaml",
  yarn: "yarn.lock",
};

export type PackageManager = keyof typeof lockFiles;

export const packageManagers = Object.keys(lockFiles) as PackageManager[];

/** As the options of `init`. */
export interface ProjectSetup {
  projectName: string;
  /** npm by default, as in Pulumi. */
  packageManager?: PackageManager;
  /** In npm's words; the registry by default. */
  package?: string;
  /** Declares a made-up profile. */
  sample?: boolean;
  emulator?: boolean;
}

type ProjectFile = [path: string, content: string];

export function renderProjectFiles(setup: ProjectSetup): ProjectFile[] {
  const ignored = ["node_modules/", ...(setup.emulator ? [`${emulatorFolder}/`] : [])];
  return [
    ["Pulumi.yaml", renderPulumiYaml(setup)],
    ["package.json", `${JSON.stringify(packageOf(setup), null, 2)}\n`],
    ["tsconfig.json", tsconfig],
    [".gitignore", `${ignored.join("\n")}\n`],
    // Other line ends would change a profile.
    [".gitattributes", "* text=auto eol=lf\nprofiles/** -text\n"],
  ];
}

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

/** With a program: an example, or one to fill in. */
export function renderNewProject(setup: ProjectSetup): ProjectFile[] {
  const files = renderProjectFiles(setup);
  if (setup.sample) {
    const path = "profiles/sample.xml";
    return [...files, ["index.ts", exampleOf("Sample", path)], [path, sampleProfile]];
  }
  const example = exampleOf("Field Service", "profiles/field-service.mobileprovision");
  const task =
    "Put the provisioning profile of an app into profiles/, and declare who gets the profile:";
  const lines = [task, "", ...example.trimEnd().split("\n")].map((line) => `// ${line}`.trimEnd());
  return [...files, ["index.ts", [...lines, "", "export {};", ""].join("\n")]];
}

const exampleOf = (name: string, payload: string): string => `\
import { ProvisionedApp, target } from "pulumi-intune-provisioning";

new ProvisionedApp(${JSON.stringify(name)}, {
  payload: ${JSON.stringify(payload)},
  // The object id of a group in Microsoft Entra.
  assignments: [target.group("0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01")],
});
`;

/** Self-signed, by a key that nobody has; valid until 2126. */
const certificate =
  "MIIBpDCCAUmgAwIBAgIUIAsPaMzkel4HKPLDlhrWjYUGQSswCgYIKoZIzj0EAwIwJjEkMCIGA1UEAwwbaVBob25lIERpc3RyaWJ1" +
  "dGlvbjogU2FtcGxlMCAXDTI2MTEyOTA2MDk0NFoYDzIxMjYxMTA1MDYwOTQ0WjAmMSQwIgYDVQQDDBtpUGhvbmUgRGlzdHJpYnV0" +
  "aW9uOiBTYW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQuXmGjmCFBMUaL8LH38CUzWLEA/FBQ62IbR/A42f+PYxZY1IUd" +
  "iroANdY4FRUpU92EdmiUj/lnuNBAuw8O4b2ao1MwUTAdBgNVHQ4EFgQUo8187JyomHhSVNPsCZHnug7tAucwHwYDVR0jBBgwFoAU" +
  "o8187JyomHhSVNPsCZHnug7tAucwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA8uzElYQoZMLyVsjnNmUQ/MN1" +
  "/Nnip5u32T3mDThiOL8CIQCyLh3Nc/1DZ0PF+1Oy0joe13FmgfQV6MfXAJDDFSz9lQ==";

/** Unsigned, in-house: no device accepts it. */
const sampleProfile = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Name</key><string>Sample</string>
  <key>UUID</key><string>5a3b1c00-0000-4000-8000-000000000000</string>
  <key>TeamName</key><string>Sample</string>
  <key>TeamIdentifier</key><array><string>SAMPLE1234</string></array>
  <key>CreationDate</key><date>2026-11-29T00:00:00Z</date>
  <key>ExpirationDate</key><date>2126-11-01T00:00:00Z</date>
  <key>ProvisionsAllDevices</key><true/>
  <key>Platform</key><array><string>iOS</string></array>
  <key>DeveloperCertificates</key><array><data>${certificate}</data></array>
  <key>Entitlements</key>
  <dict><key>application-identifier</key><string>SAMPLE1234.com.example.sample</string></dict>
  <key>Version</key><integer>1</integer>
</dict>
</plist>
`;
