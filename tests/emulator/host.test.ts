import { once } from "node:events";
import tls from "node:tls";
import { defaultApplication } from "intune-graph-emulator";
import { expect } from "chai";
import { withProgram } from "./startProgram.ts";

const { clientId, clientSecret } = defaultApplication;

describe("--host and --host-name", () => {
  it("let others reach the emulator by a name that is on its certificate", () =>
    withProgram(["--host", "0.0.0.0", "--host-name", "emulator"], async ({ emulator }) => {
      const { port } = new URL(emulator.httpsUrl);
      expect(emulator.httpsUrl).to.equal(`https://127.0.0.1:${port}`);
      for (const [host, servername] of [
        ["127.0.0.2", "emulator"],
        ["127.0.0.1", ""],
      ] as const) {
        const ca = emulator.caCertificatePem;
        const socket = tls.connect({ host, port: Number(port), servername, ca });
        await once(socket, "secureConnect");
        expect(socket.authorizationError, servername).to.equal(null);
        socket.destroy();
      }
    }));

  it("make the name one that a token can be asked for", () =>
    withProgram(["--host-name", "emulator"], async ({ emulator }) => {
      const { port } = new URL(emulator.httpsUrl);
      for (const [name, status] of [
        ["emulator", 200],
        ["another", 400],
      ] as const) {
        const response = await fetch(`${emulator.url}/${emulator.tenantId}/oauth2/v2.0/token`, {
          method: "POST",
          body: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: clientId,
            client_secret: clientSecret,
            scope: `https://${name}:${port}/.default`,
          }),
        });
        expect(response.status, name).to.equal(status);
      }
    }));
});
