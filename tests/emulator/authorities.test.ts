import { once } from "node:events";
import tls from "node:tls";
import { X509Certificate } from "node:crypto";
import { expect } from "chai";
import { createEmulator } from "intune-graph-emulator";
import { createAuthority } from "../../emulator/dist/http/authority.js";
import { trustAuthority, trustNoEmulator } from "./trust.ts";

describe("The authorities of two emulators", () => {
  afterEach(trustNoEmulator);

  it("have names of their own where each is made, and one trust store holds both", async () => {
    await using stack = new AsyncDisposableStack();
    const authorities = await Promise.all([createAuthority(), createAuthority()]);
    const subjects = authorities.map(({ certificatePem }) => new X509Certificate(certificatePem));
    expect(new Set(subjects.map(({ subject }) => subject))).to.have.property("size", 2);
    trustAuthority(...authorities.map(({ certificatePem }) => certificatePem));
    for (const authority of authorities) {
      const { httpsUrl, caCertificatePem, close } = await createEmulator({ authority });
      stack.defer(close);
      expect(caCertificatePem).to.equal(authority.certificatePem);
      expect((await fetch(`${httpsUrl}/common/discovery/instance`)).status).to.equal(200);
    }
  });

  it("are one by default in a process, with a certificate for the names of each", async () => {
    await using stack = new AsyncDisposableStack();
    const emulators = await Promise.all([
      createEmulator(),
      createEmulator({ hostNames: ["here"] }),
    ]);
    for (const { close } of emulators) stack.defer(close);
    const [one, other] = emulators;
    expect(one.caCertificatePem).to.equal(other.caCertificatePem);
    trustAuthority(one.caCertificatePem);
    const names = await Promise.all(emulators.map(({ httpsUrl }) => readNames(httpsUrl)));
    expect(names[0]).not.to.include("here");
    expect(names[1]).to.include("DNS:here");
  });
});

/** The names on the certificate that a server shows. */
async function readNames(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = tls.connect({ host: hostname, port: Number(port) });
  await once(socket, "secureConnect");
  const { subjectaltname = "" } = socket.getPeerCertificate();
  socket.destroy();
  return subjectaltname;
}
