// @ts-nocheck
import tls from "node:tls";

const trustedBefore = tls.getCACertificates("default");

/** Makes this process trust the authority of an emulator, until the next call. */
export function trustAuthority(caCertificatePem: string): void {
  tls.setDefaultCACertificates([...trustedBefore, caCertificatePem]);
}

/** Trusts what was trusted before. */
export function trustNoEmulator(): void {
  tls.setDefaultCACertificates(trustedBefore);
}
