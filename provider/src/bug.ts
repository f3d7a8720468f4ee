import { readVersion } from "./version.js";

/** Whether it is Node's own error: a fault of this package's code. */
export function isBug(error: unknown): error is Error {
  return [TypeError, ReferenceError, RangeError, SyntaxError].some((kind) => error instanceof kind);
}

export function describeBug({ message, stack }: Error): string {
  return (
    `This is a fault of pulumi-intune-provisioning ${readVersion()}, and not of your program: ${message}\n` +
    `Please open an issue in its repository, with these lines:\n${stack ?? ""}`
  );
}
