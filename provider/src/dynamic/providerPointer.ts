export type HandlersModule = "handlers/assignments" | "handlers/configuration";

/**
 * The plugin evaluates `__provider` to get the handlers. It names a module, so that states of any release run the installed
 * one.
 */
export function providerPointer(module: HandlersModule): string {
  return `exports.handler=()=>require("pulumi-intune-provisioning/${module}")`;
}
