// @ts-nocheck
import type { JSONWebKeySet } from "jose";

/** What an application trusts: tokens of this issuer about this subject for this audience. */
export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  /** `api://AzureADTokenExchange` when absent, as Microsoft recommends. */
  readonly audience?: string;
  /** The issuer's public keys; when absent, those with which the emulator signs as this issuer. */
  readonly keys?: JSONWebKeySet;
}

/** The audience of a token that is to be exchanged. Source: Microsoft's documentation. */
export const exchangeAudience = "api://AzureADTokenExchange";
