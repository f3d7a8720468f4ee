// @ts-nocheck
import { mkdir, readFile, readdir, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { findCanaries, type Canaries, type Places } from "../canaries.ts";
import { EngineFailure, openTestStack, type TestStack, type TestTenant } from "./tenantStack.ts";

export interface WatchedStackOptions {
  tenant: TestTenant;
  stackName: string;
  config?: Record<string, string | { value: string; secret: true }>;
  environment?: Record<string, string>;
}

/** A stack with one set, whose every output is kept, in as many words as the engine has. */
export interface WatchedStack extends TestStack {
  /** Runs, and answers what was printed, whether it failed or not. */
  watch: (verb: "up" | "refresh" | "destroy") => Promise<string>;
  /** All that was printed, told as an event, or written anywhere in the tenant's folder, but the calls. */
  listPlaces: () => Promise<Places>;
  /** Where the canaries are among the engine's calls (PULUMI_DEBUG_GRPC): the names of the methods. */
  listCalls: (canaries: Canaries) => Promise<string[]>;
  requestLogPath: string;
}

const callsName = "calls.json";

export async function openWatchedStack(options: WatchedStackOptions): Promise<WatchedStack> {
  const { tenant, stackName, config } = options;
  const own = join(tenant.folder.path, "watched", stackName);
  await mkdir(join(own, "temporary"), { recursive: true });
  const callsPath = join(own, callsName);
  const requestLogPath = join(own, "requests.jsonl");
  const configurationId = tenant.addConfiguration();
  const stack = await openTestStack({
    tenant,
    stackName,
    ...(config && { config }),
    environment: {
      TMPDIR: join(own, "temporary"),
      PULUMI_DEBUG_GRPC: callsPath,
      INTUNE_REQUEST_LOG: requestLogPath,
      ...options.environment,
    },
    program: () => {
      new IosLobAppProvisioningConfigurationAssignments("set", {
        configurationId,
        assignments: [target.allDevices()],
      });
      return Promise.resolve();
    },
  });
  const printed: string[] = [];
  const events: EngineEvent[] = [];
  const wordy = {
    logVerbosity: 9,
    logToStdErr: true,
    debug: true,
    onEvent: (event: EngineEvent) => void events.push(event),
  };
  return {
    ...stack,
    requestLogPath,
    async watch(verb) {
      const text = await stack[verb](wordy).then(
        (run) => run.text,
        (error: unknown) => {
          if (error instanceof EngineFailure) return error.text;
          throw error;
        },
      );
      printed.push(text);
      return text;
    },
    async listPlaces() {
      const files = await readFiles(tenant.folder.path);
      return { ...files, "what was printed": printed.join("\n"), events: JSON.stringify(events) };
    },
    async listCalls(canaries) {
      const lines = (await readFile(callsPath, "utf8")).trim().split("\n");
      const calls = lines
        .filter((line) => findCanaries(canaries, { line }).length > 0)
        .map((line) => (JSON.parse(line) as { method: string }).method);
      return [...new Set(calls)].sort();
    },
  };
}

/** Every file below a folder but those with calls, by its path from there. */
async function readFiles(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const paths = names.map((name) => join(folder, name));
  const files: Record<string, string> = {};
  for (const path of paths) {
    if (basename(path) === callsName || !(await stat(path)).isFile()) continue;
    files[relative(folder, path)] = unfold(await readFile(path)).toString("latin1");
  }
  return files;
}

/** The engine compresses its logs; that of a killed one may lack its end. */
function unfold(bytes: Buffer): Buffer {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
    ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
    : bytes;
}
