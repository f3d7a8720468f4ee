import tls from "node:tls";

/**
 * Makes this process trust the authorities of emulators, until the next call, and no other: to read the hundreds that are
 * trusted by default took a sixth of the time of these tests.
 */
export function trustAuthority(...caCertificatePems: readonly string[]): void {
  tls.setDefaultCACertificates(caCertificatePems);
}

/** Trusts no authority at all. */
export function trustNoEmulator(): void {
  tls.setDefaultCACertificates([]);
}
