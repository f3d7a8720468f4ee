#!/usr/bin/env node
// Runs program files, as the language host of Pulumi's own download does: by `cmd/run` of the program's `@pulumi/pulumi`.
const { spawn } = require("node:child_process");
const { createRequire } = require("node:module");
const { join } = require("node:path");
const grpc = require("@grpc/grpc-js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb.js");
const language = require("@pulumi/pulumi/proto/language_pb.js");
const plugin = require("@pulumi/pulumi/proto/plugin_pb.js");

/** With this exit code the program has told of its errors itself. */
const hasReported = 32;
/** The engine names itself last. */
const engineAddress = process.argv.at(-1);

function run(request, respond) {
  const folder = request.getInfo().getProgramDirectory();
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: request.getParallel(),
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  if (request.getDryrun()) args.push("--dry-run");
  const runner = createRequire(join(folder, "index.js")).resolve("@pulumi/pulumi/cmd/run");
  const child = spawn(process.execPath, [runner, ...args, request.getInfo().getEntryPoint()], {
    cwd: folder,
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toObject())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
    stdio: ["ignore", 2, 2],
  });
  child.on("close", (code) => {
    const response = new language.RunResponse();
    response.setBail(code === hasReported);
    if (code !== 0 && code !== hasReported) response.setError(`The program ended with ${code}.`);
    respond(null, response);
  });
}

const answers = {
  handshake: () => new language.LanguageHandshakeResponse(),
  getPluginInfo: () => new plugin.PluginInfo(),
  getRequiredPlugins: () => new language.GetRequiredPluginsResponse(),
  getRequiredPackages: () => new language.GetRequiredPackagesResponse(),
};

const server = new grpc.Server();
server.addService(
  LanguageRuntimeService,
  Object.fromEntries(
    Object.keys(LanguageRuntimeService).map((name) => [
      name,
      ({ request }, respond) => {
        if (name === "run") run(request, respond);
        else if (answers[name]) respond(null, answers[name]());
        else respond({ code: grpc.status.UNIMPLEMENTED, message: name });
      },
    ]),
  ),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
