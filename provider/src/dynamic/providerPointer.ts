export type HandlersModule = "handlers/assignments" | "handlers/configuration";

/**
 * The value of `__provider`, which the plugin evaluates to get the handlers. It names a module, so that read and delete, which
 * run what the state holds, run the installed release. It is the same in every release.
 */
export function providerPointer(module: HandlersModule): string {
  return `exports.handler=()=>require("pulumi-intune-provisioning/${module}")`;
}
