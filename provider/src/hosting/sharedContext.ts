import { subscribe } from "node:diagnostics_channel";
import type { ResourceInvokeResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import { toReadable } from "../domain/readable.js";
import type { RecordedResource } from "../handlers/declaration.js";
import { RefusedError } from "../handlers/handlers.js";
import { CancelledError } from "../graph/clock.js";
import { ProcessFailure } from "../graph/graphError.js";
import type { SettingSources } from "../graph/settings.js";
import { openHandlerContext, type HandlerContext } from "../handlers/handlerContext.js";
import { createRunRegistry } from "./runRegistry.js";

/** What differs between shells. */
interface Shell {
  /** @param urn The resource that the lines are about. */
  printAbout: (urn?: string) => (line: string) => void;
  warn: (line: string) => void;
  signal: AbortSignal;
  environment: SettingSources["environment"];
}

export type SharedContext = ReturnType<typeof createSharedContext>;

export function createSharedContext(shell: Partial<Shell> = {}) {
  const { printAbout = () => printToEngine, signal, environment = process.env } = shell;
  const run = createRunRegistry(shell.warn ?? printAbout());
  // Known later, from the engine and from a check.
  const sources: SettingSources = { config: {}, environment };
  const addresses: { engine?: string; run?: RunAddress | undefined } = {};
  let opened: Promise<() => HandlerContext> | undefined;
  const reported = new Set<string>();
  return {
    run,
    sources,
    addresses,
    open: async (urn?: string): Promise<HandlerContext> => {
      opened ??= openHandlerContext(sources, {
        run,
        print: printAbout(),
        signal,
        engineAddress: addresses.engine,
        readStackState: async () =>
          addresses.run && hasCheckpoints(sources) ? readStackState(addresses.run) : [],
      });
      return { ...(await opened)(), print: printAbout(urn) };
    },
    /** Shows a failure of all resources in full once. */
    reportOnce: (failure: Error): Error => {
      if (!(failure instanceof ProcessFailure)) return failure;
      if (reported.has(failure.message))
        return new RefusedError(
          `Not done, because ${failure.summary}. See the error of another resource.`,
        );
      reported.add(failure.message);
      return failure;
    },
  };
}

/** The engine prints stdout under the stack. */
function printToEngine(line: string): void {
  console.log(toReadable(line));
}

/** A process serves one operation. */
export const processContext = createSharedContext({ signal: watchCancel() });

/** Pulumi's plugin answers the engine's Cancel itself, without an event. Node.js publishes the request, from 22.17 and 24.2 on. */
function watchCancel(): AbortSignal {
  const cancellation = new AbortController();
  subscribe("http2.server.stream.created", (message) => {
    const { headers } = message as { headers: Readonly<Record<string, unknown>> };
    if (headers[":path"] === "/pulumirpc.ResourceProvider/Cancel")
      cancellation.abort(new CancelledError());
  });
  return cancellation.signal;
}

/** The engine holds stdin's other end. Without it the plugin would go on writing, unrecorded, beside a later `up`. */
export function endWithEngine(): void {
  const end = () => process.exit(1);
  process.stdin.on("end", end).on("error", end).resume();
  process.stdin.unref();
}

export interface RunAddress {
  monitor: string;
  stack: string;
}

/** Without checkpoints a new stack has no state, and Pulumi 3.274 panics when asked for that. */
function hasCheckpoints({ environment }: SettingSources): boolean {
  return !/^(?:1|true)$/i.test(environment["PULUMI_SKIP_CHECKPOINTS"] ?? "");
}

const longestWaitMs = 10_000;

/** As `listResourceOutputs` of Pulumi's SDK. */
async function readStackState({ monitor, stack }: RunAddress): Promise<RecordedResource[]> {
  const [{ Client, credentials }, services, { default: messages }, { default: struct }] =
    await Promise.all([
      import("@grpc/grpc-js"),
      import("@pulumi/pulumi/proto/resource_grpc_pb.js"),
      import("@pulumi/pulumi/proto/resource_pb.js"),
      import("google-protobuf/google/protobuf/struct_pb.js"),
    ]);
  const { invoke } = services.default.ResourceMonitorService;
  const { path, requestSerialize: write, responseDeserialize: read } = invoke;
  const request = new messages.ResourceInvokeRequest()
    .setTok("pulumi:pulumi:readStackResourceOutputs")
    .setArgs(struct.Struct.fromJavaScript({ stackName: stack }));
  const options = { deadline: Date.now() + longestWaitMs };
  const answer = Promise.withResolvers<ResourceInvokeResponse | undefined>();
  // Not the SDK's client: it needs credentials of its own gRPC copy.
  const client = new Client(monitor, credentials.createInsecure());
  client.makeUnaryRequest(path, write, read, request, options, (error, response) => {
    if (error === null) answer.resolve(response);
    else answer.reject(error);
    client.close();
  });
  const { outputs = {} } = (await answer.promise)?.getReturn()?.toJavaScript() ?? {};
  return Object.entries(outputs as Record<string, Omit<RecordedResource, "urn">>).map(
    ([urn, { type, outputs }]) => ({ urn, type, outputs }),
  );
}
