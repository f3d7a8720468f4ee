import { readVersion } from "./version.js";

/** Whether an error is Node's own: a fault of this package's code, and not of a program, a file or Graph. */
export function isBug(error: unknown): error is Error {
  return [TypeError, ReferenceError, RangeError, SyntaxError].some((kind) => error instanceof kind);
}

/** Such an error for whoever meets it: it keeps its stack. */
export function describeBug({ message, stack }: Error): string {
  return (
    `This is a fault of pulumi-intune-provisioning ${readVersion()}, and not of your program: ${message}\n` +
    `Please open an issue in its repository, with these lines:\n${stack ?? ""}`
  );
}
