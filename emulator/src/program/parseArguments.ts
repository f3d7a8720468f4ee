import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { Behaviour } from "../behaviour.js";
import { behaviourSchema } from "../documents/behaviourSchema.js";
import { DocumentError } from "../documents/checkDocument.js";
import { readSwitch } from "../documents/readBehaviour.js";
import { identityKinds, type IdentityKind } from "../identity/identityKinds.js";
import { readVersion } from "./readVersion.js";

export interface ProgramOptions {
  readonly host: string;
  readonly hostName: readonly string[];
  readonly port: number;
  readonly httpsPort: number;
  readonly controlPort?: number;
  readonly certDir?: string;
  readonly seed?: string;
  readonly empty?: true;
  readonly state?: string;
  readonly behaviour: Partial<Behaviour>;
  readonly log?: true;
  readonly latency: number;
  readonly pageSize: number;
  readonly randomSeed: number;
  readonly identity: IdentityKind;
  /** Behind `--`; empty when nothing is to run. */
  readonly command: readonly string[];
}

/** What to print instead of starting. */
export interface Ending {
  readonly exitCode: number;
  readonly text: string;
}

const usage = "Usage: intune-graph-emulator [options] [-- COMMAND [ARGUMENTS]]";

/** Or what to print: help, the version, or a mistake with the usage. */
export function parseArguments(args: readonly string[]): ProgramOptions | Ending {
  const end = args.indexOf("--");
  const own = end === -1 ? args : args.slice(0, end);
  const command = end === -1 ? [] : args.slice(end + 1);
  if (end !== -1 && command.length === 0)
    return { exitCode: 2, text: `error: no COMMAND behind --\n${usage}\n` };
  let text = "";
  const program = createCommand((printed) => (text += printed));
  try {
    program.parse(own, { from: "user" });
    return { ...program.opts<Omit<ProgramOptions, "command">>(), command };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { exitCode: error.exitCode === 0 ? 0 : 2, text };
  }
}

function createCommand(print: (text: string) => void): Command {
  return new Command("intune-graph-emulator")
    .description("Plays the part of Microsoft Graph that iOS app provisioning configurations need.")
    .usage(usage.slice(usage.indexOf("[")))
    .version(readVersion())
    .option("--host <ADDRESS>", "address to listen on", "127.0.0.1")
    .option("--host-name <NAME>", "another name on the certificate, repeatable", addName, [])
    .option("--port <N>", "port of http, 0 for a free one", wholeNumber(0, 65_535), 0)
    .option("--https-port <N>", "port of https, 0 for a free one", wholeNumber(0, 65_535), 0)
    .option("--control-port <N>", "opens the control surface on 127.0.0.1", wholeNumber(0, 65_535))
    .option("--cert-dir <FOLDER>", "keeps the authority that clients trust: ca.pem and ca-key.pem")
    .option("--seed <FILE>", "fills the tenant from a JSON file")
    .addOption(new Option("--empty", "starts without objects").conflicts("seed"))
    .option("--state <FOLDER>", "keeps the tenant there, from one start to the next")
    .option("--behaviour <NAME=VALUE>", "sets a switch, repeatable", addSwitch, {})
    .option("--log", "prints every request to standard error")
    .option("--latency <MS>", "wait before each response", wholeNumber(0, 600_000), 0)
    .option("--page-size <N>", "items in one page of a list", wholeNumber(1, 1000), 100)
    .option("--random-seed <N>", "seed of ids and shuffles", wholeNumber(0, 2 ** 32 - 1), 1)
    .addOption(
      new Option("--identity <KIND>", "how COMMAND signs in")
        .choices(identityKinds)
        .default("clientSecret"),
    )
    .allowExcessArguments(false)
    .showHelpAfterError(`${usage}\nSee intune-graph-emulator --help.`)
    .addHelpText("after", describeRest())
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: print });
}

function addName(name: string, names: readonly string[]): string[] {
  return [...names, name];
}

function addSwitch(text: string, behaviour: Partial<Behaviour>): Partial<Behaviour> {
  try {
    return { ...behaviour, ...readSwitch(text) };
  } catch (error) {
    if (error instanceof DocumentError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/u.test(text) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Not a whole number from ${min} to ${max}.`);
  };
}

function describeRest(): string {
  const switches = Object.entries(behaviourSchema.properties).map(([name, schema]) => {
    const words = schema["enum"];
    return `  ${name}=${Array.isArray(words) ? words.join("|") : "…"}`;
  });
  return `
COMMAND runs with endpoints, certificates and credentials in its environment, against an
emulator of its own, which ends with it and with its exit code:
  intune-graph-emulator -- pulumi up

Switches, the default first:
${switches.join("\n")}
`;
}
