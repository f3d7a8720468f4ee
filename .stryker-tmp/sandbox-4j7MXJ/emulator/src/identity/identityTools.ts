// @ts-nocheck
import type { CredentialTools } from "./credentialTools.js";
import type { FileIdentityKind, IdentityKind } from "./identityKinds.js";

/** What an emulator does for clients that sign in. */
export interface IdentityTools extends CredentialTools {
  /**
   * The environment variables by which a process signs in as the first application. Registers what
   * that takes. In the folder it writes what they name, and the authority for NODE_EXTRA_CA_CERTS.
   */
  readonly identityEnvironment: IdentityEnvironment;
}

/** A folder has to be given for the kinds that need files. */
export interface IdentityEnvironment {
  (kind: Exclude<IdentityKind, FileIdentityKind>, folder?: string): Promise<Environment>;
  (kind: IdentityKind, folder: string): Promise<Environment>;
}

/** Environment variables. */
export type Environment = Record<string, string>;
