import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createEmulator, type AssignmentTarget, type Emulator } from "intune-graph-emulator";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from "jose";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { createEngineFolder, type EngineFolder } from "../../engine/localStack.ts";
import { pulumiPath } from "../../engine/pulumiPath.ts";
import { groupId } from "./liveTargets.ts";
import { openVault, secretsProvider } from "./vault.ts";

/** Many tenants, one workload that all of them trust, and the file that names them. */
export interface EmulatedFleet {
  folder: EngineFolder;
  tenantsFile: string;
  /** The environment of `fleet.ts`: a state's backend, and the workload's token. */
  environment: Record<string, string>;
  tenants: EmulatedTenant[];
  /** Writes the file again: `tenants`, the secrets provider of their states, and `more`. */
  writeTenants: (more?: object) => Promise<void>;
  close: () => Promise<void>;
}

export interface EmulatedTenant {
  name: string;
  emulator: Emulator;
  profiles: { name: string; configurationId: string; groupIds: string[] }[];
  live: (configurationId: string) => AssignmentTarget[];
}

const trusted = { issuer: "https://ci.example.com", subject: "fleet" };

/** @param encryption by a Vault by default; where the tenants' file names nothing, by a passphrase. */
export async function createEmulatedFleet(
  size: number,
  encryption: object = { secretsProvider },
): Promise<EmulatedFleet> {
  const folder = await createEngineFolder();
  const workload = await createWorkload(folder);
  const tenants = await Promise.all(
    Array.from({ length: size }, (_, index) => createTenant(index + 1, workload.keys)),
  );
  const caFile = join(folder.path, "ca.pem");
  await writeFile(caFile, tenants.map(({ emulator }) => emulator.caCertificatePem).join("\n"));
  const tenantsFile = join(folder.path, "tenants.json");
  const writeTenants = (more: object = {}): Promise<void> =>
    writeFile(
      tenantsFile,
      JSON.stringify({ tenants: tenants.map(describeTenant), ...encryption, ...more }),
    );
  await writeTenants();
  return {
    folder,
    tenantsFile,
    tenants,
    writeTenants,
    environment: {
      PATH: pulumiPath(await findPulumiCli()),
      PULUMI_HOME: join(folder.path, "home"),
      // As in `createLocalWorkspace`.
      PULUMI_BACKEND_URL: `file://${folder.path}?metadata=skip`,
      ...(await openVault()),
      PULUMI_CONFIG_PASSPHRASE: "local",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NODE_EXTRA_CA_CERTS: caFile,
      // Each tenant starts several Nodes; they need not compile the same modules over and over.
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? join(folder.path, "compiled"),
      AZURE_FEDERATED_TOKEN_FILE: workload.tokenFile,
    },
    async close() {
      await Promise.all(tenants.map(({ emulator }) => emulator.close()));
      await folder.remove();
    },
  };
}

type Keys = Parameters<Emulator["registerFederatedCredential"]>[0]["keys"];

/** A token of the service in which the fleet runs, and the keys by which Entra knows it. */
async function createWorkload(
  folder: EngineFolder,
): Promise<{ tokenFile: string; keys: NonNullable<Keys> }> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const key = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(key);
  const token = await new SignJWT()
    .setProtectedHeader({ alg: "RS256", kid })
    .setIssuer(trusted.issuer)
    .setSubject(trusted.subject)
    .setAudience("api://AzureADTokenExchange")
    .setIssuedAt()
    .setNotBefore("0s")
    .setExpirationTime("1h")
    .sign(privateKey);
  const tokenFile = join(folder.path, "token");
  await writeFile(tokenFile, token);
  return { tokenFile, keys: { keys: [{ ...key, kid }] } };
}

async function createTenant(number: number, keys: NonNullable<Keys>): Promise<EmulatedTenant> {
  const tenantId = `7f1c2b3a-0d4e-4f5a-8b6c-${String(number).padStart(12, "0")}`;
  const emulator = await createEmulator({ tenantId });
  emulator.registerFederatedCredential({ ...trusted, keys });
  const { id } = emulator.tenant.addConfiguration({ displayName: "Field Service" });
  return {
    name: `tenant-${String(number).padStart(2, "0")}`,
    emulator,
    profiles: [{ name: "field-service", configurationId: id, groupIds: [groupId(number)] }],
    live: (configurationId) => emulator.tenant.assignmentsOf(configurationId),
  };
}

function describeTenant({ name, emulator, profiles }: EmulatedTenant): object {
  return {
    name,
    tenantId: emulator.tenantId,
    clientId: emulator.applications[0]?.clientId,
    environment: "public",
    profiles,
    settings: { graphEndpoint: emulator.httpsUrl, authorityHost: emulator.httpsUrl },
  };
}
