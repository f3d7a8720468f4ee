// @ts-nocheck
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "intune-graph-emulator";
import type { EngineFolder } from "./localStack.ts";

/** The environment in which a provider reaches an emulator, trusts it, and signs in to it. */
export async function emulatorEnvironment(
  emulator: Emulator,
  folder: Pick<EngineFolder, "path">,
): Promise<Record<string, string>> {
  const caFile = join(folder.path, "ca.pem");
  await writeFile(caFile, emulator.caCertificatePem);
  const [application] = emulator.applications;
  return {
    NODE_EXTRA_CA_CERTS: caFile,
    INTUNE_GRAPH_ENDPOINT: emulator.httpsUrl,
    AZURE_AUTHORITY_HOST: emulator.httpsUrl,
    AZURE_TENANT_ID: emulator.tenantId,
    AZURE_CLIENT_ID: application?.clientId ?? "",
    AZURE_CLIENT_SECRET: application?.clientSecret ?? "",
  };
}
