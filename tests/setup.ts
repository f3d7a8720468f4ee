import { config } from "chai";

// What the engine printed is worth reading whole when an expectation of it fails.
config.truncateThreshold = 0;
