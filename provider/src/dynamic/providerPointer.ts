export type HandlersModule = "handlers/assignments" | "handlers/configuration";

/** The plugin evaluates it. A module's name lets any release's state run the installed one. */
export function providerPointer(module: HandlersModule): string {
  return `exports.handler=()=>require("pulumi-intune-provisioning/${module}")`;
}
