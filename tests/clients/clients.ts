import { join } from "node:path";

/** A command with its arguments. */
export type CommandLine = readonly [command: string, ...args: string[]];

/** A client of a language that others wrote. */
export interface Client {
  /** The folder beside this file, which is copied to where it is installed. */
  folder: string;
  /** What the machine needs; a client is skipped where one of them is missing. */
  needs: readonly CommandLine[];
  /** Fetches what it needs from its own registry, in the copy. */
  install: readonly CommandLine[];
  /** Run before the client, for each emulator, with its environment. */
  prepare?: (environment: NodeJS.ProcessEnv) => CommandLine;
  run: CommandLine;
}

const isWindows = process.platform === "win32";
const python = isWindows ? "python" : "python3";
const venv = join("venv", isWindows ? "Scripts" : "bin", "python");
const trustStore = "trusted.p12";

export const clients: readonly Client[] = [
  {
    folder: "node",
    needs: [["node", "--version"]],
    install: [["npm", "install", "--no-audit", "--no-fund", "--silent"]],
    run: ["node", "client.ts"],
  },
  {
    folder: "python",
    needs: [[python, "--version"]],
    install: [
      [python, "-m", "venv", "venv"],
      [
        venv,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        "requirements.txt",
      ],
    ],
    run: [venv, "client.py"],
  },
  {
    folder: "go",
    needs: [["go", "version"]],
    install: [["go", "build", "./..."]],
    run: ["go", "run", "."],
  },
  {
    folder: "java",
    needs: [
      ["java", "-version"],
      ["keytool", "-help"],
      ["mvn", "--version"],
    ],
    install: [
      ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib"],
      ["javac", "-cp", join("lib", "*"), "Client.java"],
    ],
    // Java trusts a store of its own.
    prepare: ({ INTUNE_EMULATOR_CA: file = "" }) => [
      "keytool",
      ...["-importcert", "-noprompt", "-alias", file, "-file", file],
      ...["-keystore", trustStore, "-storetype", "PKCS12", "-storepass", "changeit"],
    ],
    run: [
      "java",
      `-Djavax.net.ssl.trustStore=${trustStore}`,
      "-Djavax.net.ssl.trustStorePassword=changeit",
      ...["-cp", ["lib/*", "."].join(isWindows ? ";" : ":"), "Client"],
    ],
  },
];
