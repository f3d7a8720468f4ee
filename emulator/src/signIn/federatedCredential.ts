import type { JSONWebKeySet } from "jose";

/** An application trusts this issuer's tokens about this subject for this audience. */
export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  /** `api://AzureADTokenExchange` when absent, as Microsoft recommends. */
  readonly audience?: string;
  /** When absent, the emulator signs as this issuer. */
  readonly keys?: JSONWebKeySet;
}

/** The audience of a token that is to be exchanged. Source: Microsoft's documentation. */
export const exchangeAudience = "api://AzureADTokenExchange";
