import { readVersion } from "../version.js";

/** The files of a project that are no program: a folder with them and the program is complete. */
export function renderProjectFiles(
  projectName: string,
  names: readonly string[],
): [path: string, content: string][] {
  return [
    ["Pulumi.yaml", renderPulumiYaml(projectName)],
    ["package.json", `${JSON.stringify(packageOf(projectName), null, 2)}\n`],
    ["tsconfig.json", tsconfig],
    [".gitignore", "node_modules/\n"],
    [".prettierignore", "import.json\n"],
    ["index.ts", renderIndex(names)],
  ];
}

/** The program is its modules, one for each configuration. */
export function renderIndex(names: readonly string[]): string {
  return names.map((name) => `import "./apps/${name}";\n`).join("");
}

function renderPulumiYaml(projectName: string): string {
  return [
    // In quotes, since YAML takes 2027 for a number and true for a truth.
    `name: ${JSON.stringify(projectName)}`,
    "runtime: nodejs",
    "description: iOS app provisioning configurations of Intune",
    "",
  ].join("\n");
}

function packageOf(projectName: string): object {
  return {
    name: projectName,
    private: true,
    main: "index.ts",
    dependencies: {
      "@pulumi/pulumi": "^3.270.0",
      "pulumi-intune-provisioning": `^${readVersion()}`,
    },
    devDependencies: { "@types/node": "^24.0.0", typescript: "^6.0.0" },
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
