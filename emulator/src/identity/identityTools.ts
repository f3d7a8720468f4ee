import type { CredentialTools } from "./credentialTools.js";
import type { FileIdentityKind, IdentityKind } from "./identityKinds.js";

export interface IdentityTools extends CredentialTools {
  /**
   * Variables by which a process signs in as the first application. Writes the files that they name into the folder.
   */
  readonly identityEnvironment: IdentityEnvironment;
}

/** A folder has to be given for the kinds that need files. */
export interface IdentityEnvironment {
  (kind: Exclude<IdentityKind, FileIdentityKind>, folder?: string): Promise<Environment>;
  (kind: IdentityKind, folder: string): Promise<Environment>;
}

export type Environment = Record<string, string>;
