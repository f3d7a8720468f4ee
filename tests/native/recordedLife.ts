import { join } from "node:path";

/** Lines of JSON, as `PULUMI_DEBUG_GRPC` writes them. */
export const lifeFile = join(import.meta.dirname, "recordedLife.jsonl");

/** The configuration of the recorded life. */
export const recordedId = "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11";
