import { dependencyFiles, type ProjectSetup } from "./renderProjectFiles.js";
import { sampleProfile } from "./sampleProfile.js";

export interface NewProjectOptions extends ProjectSetup {
  /** With a made-up profile, so that the program has something to declare. */
  hasSample: boolean;
}

/** The files of a project that declares no app yet, or the sample. */
export function renderNewProject(options: NewProjectOptions): [path: string, content: string][] {
  const { hasSample } = options;
  return [
    ...dependencyFiles(options),
    ["index.ts", hasSample ? sampleProgram : emptyProgram],
    ...(hasSample ? [[samplePath, sampleProfile] as [string, string]] : []),
  ];
}

const samplePath = "profiles/sample.xml";

const example = (name: string, payload: string): string =>
  [
    `new ProvisionedApp(${JSON.stringify(name)}, {`,
    `  payload: ${JSON.stringify(payload)},`,
    "  // The object id of a group in Microsoft Entra.",
    `  assignments: [target.group("0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01")],`,
    "});",
  ].join("\n");

const importLine = `import { ProvisionedApp, target } from "pulumi-intune-provisioning";\n\n`;

const sampleProgram = `${importLine}${example("Sample", samplePath)}\n`;

const emptyProgram = `${[
  "// Put the provisioning profile of an app into profiles/, and declare who gets the profile:",
  "//",
  ...`${importLine}${example("Field Service", "profiles/field-service.mobileprovision")}`
    .split("\n")
    .map((line) => `// ${line}`.trimEnd()),
  "",
  "export {};",
].join("\n")}\n`;
