// @ts-nocheck
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

/**
 * Stands in for the `pulumi` on PATH where there is no language host: runs the real CLI with the same arguments, and hosts
 * the program itself, as the Automation API does for inline programs. `HOSTED_CLI` is the CLI, `HOSTED_PROGRAM` a module
 * whose default export is the program.
 */
const { HOSTED_CLI: cli = "", HOSTED_PROGRAM: module = "" } = process.env;
const args = process.argv.slice(2);
const requireOfSdk = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi"));

/** What is used of gRPC, whose types are the SDK's own affair. */
interface Server {
  addService: (definition: unknown, implementation: unknown) => void;
  bindAsync: (
    address: string,
    credentials: unknown,
    done: (error: Error | null, port: number) => void,
  ) => void;
  forceShutdown: () => void;
}

async function openServer(): Promise<{ server: Server; port: number }> {
  const grpc = requireOfSdk("@grpc/grpc-js") as {
    Server: new () => Server;
    ServerCredentials: { createInsecure: () => unknown };
  };
  const { LanguageServer } = requireOfSdk("./automation/server.js") as {
    LanguageServer: new (program: unknown) => unknown;
  };
  const { LanguageRuntimeService } = requireOfSdk("./proto/language_grpc_pb.js") as {
    LanguageRuntimeService: unknown;
  };
  const { default: program } = (await import(module)) as { default: unknown };
  const server = new grpc.Server();
  server.addService(LanguageRuntimeService, new LanguageServer(program));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
  return { server, port };
}

const hosted = args[0] === "preview" || args[0] === "up" ? await openServer() : undefined;
const client = hosted ? [`--client=127.0.0.1:${hosted.port}`, "--exec-kind", "auto.inline"] : [];
const child = spawn(cli, [...args, ...client], { stdio: "inherit" });
child.on("close", (code) => {
  hosted?.server.forceShutdown();
  process.exit(code ?? 1);
});
