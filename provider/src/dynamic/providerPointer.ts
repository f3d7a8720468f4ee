/** A module of this package that holds handlers. */
export type HandlersModule = "handlers/assignments" | "handlers/configuration";

/**
 * The value of `__provider`: what the engine's plugin evaluates to get at the handlers of a resource. Pulumi's own
 * serializer would write the handlers' code into every state; this names the module that holds them, so that read and
 * delete, which run what the state holds, always run the installed release. It is the same in every release.
 */
export function providerPointer(module: HandlersModule): string {
  return `exports.handler=()=>require("pulumi-intune-provisioning/${module}")`;
}
