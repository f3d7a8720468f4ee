import type {
  ClientCertificate,
  ClientCertificateOptions,
} from "../signIn/createClientCertificate.js";
import type { FederatedCredential } from "../signIn/federatedCredential.js";
import type { FederatedToken } from "../signIn/federatedIssuers.js";
import type { RevokeOptions } from "../signIn/revocations.js";

export interface CredentialTools {
  /** Valid by the emulator's clock; registers it for an application. */
  readonly registerCertificate: (
    options?: RegisterCertificateOptions,
  ) => Promise<ClientCertificate>;
  /** By default the first application. */
  readonly registerFederatedCredential: (
    credential: FederatedCredential,
    clientId?: string,
  ) => void;
  /** By default of the cluster about its service account. */
  readonly issueFederatedToken: (token?: Partial<FederatedToken>) => Promise<string>;
  /** Graph answers tokens issued so far 401 with a claims challenge. Returns the claims, as JSON. */
  readonly revokeTokens: (options?: RevokeOptions) => string;
  /** Each writes a fake command into a folder that is to lead PATH, and returns its path. */
  readonly writeFakeAz: (folder: string, options?: FakeCliOptions) => Promise<string>;
  readonly writeFakeAzd: (folder: string, options?: FakeCliOptions) => Promise<string>;
  readonly writeFakePwsh: (folder: string, options?: FakeCliOptions) => Promise<string>;
}

export interface RegisterCertificateOptions extends ClientCertificateOptions {
  readonly clientId?: string;
}

export interface FakeCliOptions {
  /** A token to print; by default each call asks the emulator for one. */
  readonly token?: string;
  readonly isSignedOut?: boolean;
  /** Who is signed in; the first application by default. */
  readonly clientId?: string;
}
