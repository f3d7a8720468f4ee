import { watchOutput } from "./watchOutput.js";
import { runCommandLine } from "./runCommandLine.js";

watchOutput(process);

void runCommandLine(process.argv.slice(2), process).then((exitCode) => {
  process.exitCode = exitCode;
});
