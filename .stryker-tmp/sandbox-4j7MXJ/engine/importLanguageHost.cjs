#!/usr/bin/env node
// @ts-nocheck
// What the CLI asks of a language host while it imports without generating code: that there is one. The real host for
// Node.js comes with Pulumi's own download only; tests of `pulumi import` put this one on PATH.
const grpc = require("@grpc/grpc-js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb.js");
const language = require("@pulumi/pulumi/proto/language_pb.js");
const plugin = require("@pulumi/pulumi/proto/plugin_pb.js");

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
      (_call, respond) => {
        const answer = answers[name];
        if (answer === undefined) respond({ code: grpc.status.UNIMPLEMENTED, message: name });
        else respond(null, answer());
      },
    ]),
  ),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
