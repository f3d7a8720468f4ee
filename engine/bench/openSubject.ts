import { fork } from "node:child_process";
import { once } from "node:events";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { emulatorEnvironment } from "../emulatorEnvironment.ts";
import { findPulumiCli } from "../findPulumiCli.ts";
import { createEngineFolder } from "../localStack.ts";
import { pulumiPath } from "../pulumiPath.ts";
import type { Observed } from "./compareToFloor.ts";
import type { Assignment, Kind, Measurement, OperationName } from "./subject.ts";

export interface SubjectConditions {
  resources: number;
  latencyMs: number;
  /** Concurrent operations of the engine; its own default where undefined. */
  parallel: number | undefined;
  /** What the emulator enforces. */
  quota: Quota | undefined;
  /** Of the engine. */
  environment: Readonly<Record<string, string>>;
  /** Where the engine finds the package. */
  projectFolder: string;
}

export interface Quota {
  writesPerWindow: number;
  requestsPerWindow: number;
  windowMs: number;
  retryAfter: "seconds";
}

/** A process and a tenant of its own, for the life of one kind of resource. */
export interface Subject {
  readonly kind: Kind;
  run: (operation: OperationName) => Promise<Observed>;
  close: () => Promise<void>;
}

/** One after the other: a write reads both collections at once, assigns, and reads back; a refresh reads. */
const roundTrips = { create: 3, update: 3, delete: 3, read: 1 };

export async function openSubject(kind: Kind, conditions: SubjectConditions): Promise<Subject> {
  const { latencyMs, quota, resources, parallel, projectFolder } = conditions;
  const cli = await findPulumiCli();
  const emulator = await createEmulator({ latencyMs, ...(quota && { behaviour: { quota } }) });
  const folder = await createEngineFolder();
  const environment = {
    ...(await emulatorEnvironment(emulator, folder)),
    PATH: [join(import.meta.dirname, "nothing"), pulumiPath(cli)].join(delimiter),
    ONLY_WAIT: JSON.stringify({ roundTrips, latencyMs, quota }),
    // Without the quota the provider must not keep to it either.
    ...(!quota && {
      INTUNE_WRITES_PER_WINDOW: "1000000",
      INTUNE_REQUESTS_PER_WINDOW: "1000000",
    }),
    ...conditions.environment,
  };
  const configurationIds = Array.from(
    { length: resources },
    () => emulator.tenant.addConfiguration().id,
  );
  const child = fork(join(import.meta.dirname, "subject.ts"), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exit = once(child, "exit");
  const ended = exit.then(([code]) => {
    throw new Error(`The ${kind} ended with ${String(code)}.`);
  });
  ended.catch(() => undefined);
  const assignment: Assignment = { kind, parallel, projectFolder, environment, configurationIds };
  child.send(assignment);
  return {
    kind,
    async run(operation) {
      // None is held back by the quota that the one before has used up.
      if (quota && !kind.endsWith("loor")) await sleep(quota.windowMs);
      emulator.clearRequests();
      child.send(operation);
      const [measurement] = (await Promise.race([once(child, "message"), ended])) as [Measurement];
      return observe(measurement, emulator);
    },
    async close() {
      if (child.connected) child.disconnect();
      await exit;
      await emulator.close();
      await folder.remove();
    },
  };
}

function observe(measurement: Measurement, emulator: Emulator): Observed {
  const requests = emulator.requests.filter(({ path }) => path.startsWith("/beta/"));
  return {
    ...measurement,
    requests: requests.length,
    throttled: requests.filter(({ status }) => status === 429).length,
    firstRequestMs: requests[0] && requests[0].time - measurement.startedAtMs,
  };
}
