// @ts-nocheck
import type {
  ClientCertificate,
  ClientCertificateOptions,
} from "../signIn/createClientCertificate.js";
import type { FederatedCredential } from "../signIn/federatedCredential.js";
import type { FederatedToken } from "../signIn/federatedIssuers.js";
import type { RevokeOptions } from "../signIn/revocations.js";

/** What an emulator does for clients that sign in: credentials, and their end. */
export interface CredentialTools {
  /** Makes a certificate, valid by the emulator's clock, and registers it for an application. */
  readonly registerCertificate: (
    options?: RegisterCertificateOptions,
  ) => Promise<ClientCertificate>;
  /** Makes an application (the first one by default) trust an issuer's tokens about a subject. */
  readonly registerFederatedCredential: (
    credential: FederatedCredential,
    clientId?: string,
  ) => void;
  /** A token of another issuer, by default of the cluster about its service account. */
  readonly issueFederatedToken: (token?: Partial<FederatedToken>) => Promise<string>;
  /**
   * Ends all tokens issued so far: Graph answers them 401 with a claims challenge. Answers the
   * claims, as JSON.
   */
  readonly revokeTokens: (options?: RevokeOptions) => string;
  /** Writes a fake Azure CLI into a folder that is to lead PATH; answers its path. */
  readonly writeFakeAz: (folder: string, options?: FakeCliOptions) => Promise<string>;
  /** The same for the Azure Developer CLI. */
  readonly writeFakeAzd: (folder: string, options?: FakeCliOptions) => Promise<string>;
  /** The same for PowerShell with the module Az. */
  readonly writeFakePwsh: (folder: string, options?: FakeCliOptions) => Promise<string>;
}

/** A certificate, and whose it is to be. */
export interface RegisterCertificateOptions extends ClientCertificateOptions {
  /** The first application's by default. */
  readonly clientId?: string;
}

/** How a fake command line answers. */
export interface FakeCliOptions {
  /** A token to print; by default each call asks the emulator for one. */
  readonly token?: string;
  /** Whether it says that nobody is signed in. */
  readonly isSignedOut?: boolean;
  /** Who is signed in; the first application by default. */
  readonly clientId?: string;
}
