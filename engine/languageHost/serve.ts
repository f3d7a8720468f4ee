import { Server, ServerCredentials, type handleUnaryCall } from "@grpc/grpc-js";
import languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { runProgram } from "./runProgram.ts";

/**
 * A language host for tests: the CLI starts it for `runtime: nodejs`, reads its port from stdout, and asks it to run the
 * program. Pulumi's own host comes with the official download only; what a program meets of it is in the SDK's `cmd/run`,
 * which both hosts start. The engine's address is the last argument.
 */
const engineAddress = process.argv.at(-1) ?? "";

/** Answers nothing: tests install what a program needs beforehand. */
const answer =
  <Response>(make: () => Response): handleUnaryCall<unknown, Response> =>
  (_call, respond) => {
    respond(null, make());
  };

const server = new Server();
server.addService(languageService.LanguageRuntimeService, {
  handshake: answer(() => new language.LanguageHandshakeResponse()),
  run: ((call, respond) => {
    runProgram(call.request, engineAddress).then((response) => {
      respond(null, response);
    }, respond);
  }) satisfies handleUnaryCall<language.RunRequest, language.RunResponse>,
  getPluginInfo: answer(() => new plugin.PluginInfo()),
  getRequiredPlugins: answer(() => new language.GetRequiredPluginsResponse()),
  getRequiredPackages: answer(() => new language.GetRequiredPackagesResponse()),
  getProgramDependencies: answer(() => new language.GetProgramDependenciesResponse()),
  about: answer(() => new language.AboutResponse()),
});
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
