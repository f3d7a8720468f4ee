import { config } from "chai";

// What the engine printed is worth reading whole when an expectation of it fails.
config.truncateThreshold = 0;

// Mocha passes a rejection that nobody handles on to whoever listens, and else over it. Where a program of the Automation
// API runs in this process, Pulumi listens: such a rejection is the program's failure, and the run's.
const fail = (reason: unknown): void => {
  const others = process.listeners("unhandledRejection").filter((listener) => listener !== fail);
  if (others.length === 0) throw reason;
};
process.on("unhandledRejection", fail);
