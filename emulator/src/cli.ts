import { runProgram } from "./program/runProgram.js";

process.exitCode = await runProgram(process.argv.slice(2));
