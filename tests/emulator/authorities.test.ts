import { X509Certificate } from "node:crypto";
import { expect } from "chai";
import { createEmulator } from "intune-graph-emulator";
import { trustAuthority, trustNoEmulator } from "./trust.ts";

describe("The authorities of two emulators", () => {
  afterEach(trustNoEmulator);

  it("have names of their own, and one trust store holds both", async () => {
    await using stack = new AsyncDisposableStack();
    const emulators = await Promise.all([createEmulator(), createEmulator()]);
    for (const { close } of emulators) stack.defer(close);
    const roots = emulators.map(({ caCertificatePem }) => caCertificatePem);
    const subjects = roots.map((pem) => new X509Certificate(pem).subject);
    expect(new Set(subjects)).to.have.property("size", 2);
    trustAuthority(...roots);
    for (const { httpsUrl } of emulators) {
      const { status } = await fetch(`${httpsUrl}/common/discovery/instance`);
      expect(status).to.equal(200);
    }
  });
});
