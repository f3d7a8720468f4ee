import { X509Certificate } from "node:crypto";
import type { Application } from "../emulatorOptions.js";
import type { FederatedCredential } from "./federatedCredential.js";

/** With the credentials registered since the start. */
export class Registrations {
  readonly #applications: readonly Application[];
  readonly #added = new Map<string, Added>();

  /** Throws when a certificate cannot be read. */
  constructor(applications: readonly Application[]) {
    this.#applications = applications;
    for (const application of applications) this.listCertificates(application);
  }

  find(clientId: string): Application | undefined {
    const id = clientId.toLowerCase();
    return this.#applications.find((application) => application.clientId.toLowerCase() === id);
  }

  listCertificates({ clientId, certificates = [] }: Application): X509Certificate[] {
    const pems = [...certificates, ...this.#addedTo(clientId).certificates];
    return pems.map((pem) => new X509Certificate(pem));
  }

  listFederatedCredentials(application: Application): readonly FederatedCredential[] {
    const { clientId, federatedCredentials = [] } = application;
    return [...federatedCredentials, ...this.#addedTo(clientId).federatedCredentials];
  }

  addCertificate(clientId: string, certificatePem: string): void {
    this.#addedTo(clientId).certificates.push(certificatePem);
  }

  addFederatedCredential(clientId: string, credential: FederatedCredential): void {
    this.#addedTo(clientId).federatedCredentials.push(credential);
  }

  #addedTo(clientId: string): Added {
    const id = clientId.toLowerCase();
    const added = this.#added.get(id) ?? { certificates: [], federatedCredentials: [] };
    this.#added.set(id, added);
    return added;
  }
}

interface Added {
  readonly certificates: string[];
  readonly federatedCredentials: FederatedCredential[];
}
