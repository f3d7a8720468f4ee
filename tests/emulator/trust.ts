import tls from "node:tls";

const trustedBefore = tls.getCACertificates("default");

/** Makes this process trust the authorities of emulators, until the next call. */
export function trustAuthority(...caCertificatePems: readonly string[]): void {
  tls.setDefaultCACertificates([...trustedBefore, ...caCertificatePems]);
}

/** Trusts what was trusted before. */
export function trustNoEmulator(): void {
  tls.setDefaultCACertificates(trustedBefore);
}
