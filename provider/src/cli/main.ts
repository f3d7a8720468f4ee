import { runCommandLine } from "./runCommandLine.js";
import { watchOutput } from "./terminal.js";

watchOutput(process);
void runCommandLine(process.argv.slice(2), process);
