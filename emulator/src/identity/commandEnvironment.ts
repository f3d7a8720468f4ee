import { readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import tls from "node:tls";
import type { Emulator } from "../emulator.js";
import type { IdentityKind } from "./identityKinds.js";

export interface CommandEnvironmentOptions {
  /** Where to write what the variables name. */
  readonly folder: string;
  /** How it signs in; by secret when absent. */
  readonly identity?: IdentityKind;
  readonly inherited?: NodeJS.ProcessEnv;
}

/**
 * Variables by which a command of any language reaches an emulator, trusts it and signs in. Leaves out the caller's
 * own credentials and clouds.
 */
export async function createCommandEnvironment(
  emulator: Emulator,
  { folder, identity = "clientSecret", inherited = process.env }: CommandEnvironmentOptions,
): Promise<NodeJS.ProcessEnv> {
  const signIn = await emulator.identityEnvironment(identity, folder);
  const trust = await writeTrust(emulator.caCertificatePem, folder, inherited);
  const others = Object.entries(inherited).filter(([name]) => !isCredential(name));
  const direct = [inherited["NO_PROXY"] ?? inherited["no_proxy"], "127.0.0.1,localhost"];
  const noProxy = direct.filter((part) => part !== undefined && part !== "").join(",");
  return {
    ...Object.fromEntries(others),
    ...signIn,
    ...trust,
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    INTUNE_GRAPH_ENDPOINT: emulator.httpsUrl,
    INTUNE_EMULATOR_URL: emulator.url,
  };
}

/** What @azure/identity, Terraform's providers and CI services sign in by. */
function isCredential(name: string): boolean {
  return (
    /^(?:ARM|M365|IDENTITY|MSI|IMDS)_/u.test(name) ||
    /^AZURE_(?:AUTHORITY|CLIENT|FEDERATED|PASSWORD|POD_IDENTITY|REGIONAL|TENANT|TOKEN|USERNAME)/u.test(
      name,
    ) ||
    /^(?:ACTIONS_ID_TOKEN_|AZURESUBSCRIPTION_|SYSTEM_(?:OIDC|ACCESSTOKEN))/u.test(name)
  );
}

/** Node adds a file to what it trusts; OpenSSL, Go, Python and curl read one instead. */
async function writeTrust(
  caCertificatePem: string,
  folder: string,
  inherited: NodeJS.ProcessEnv,
): Promise<Record<string, string>> {
  const read = (name: string) => {
    const file = inherited[name] ?? "";
    // Some of them may name a folder, or a missing file.
    const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
    return isFile ? [readFileSync(file, "utf8")] : [];
  };
  const own = [caCertificatePem, ...read("NODE_EXTRA_CA_CERTS")];
  const all = [
    ...own,
    ...tls.rootCertificates,
    ...tls.getCACertificates("system"),
    ...read("SSL_CERT_FILE"),
    ...read("REQUESTS_CA_BUNDLE"),
    ...read("CURL_CA_BUNDLE"),
  ];
  const files = {
    ca: join(folder, "emulator-ca.pem"),
    node: join(folder, "trusted-by-node.pem"),
    others: join(folder, "trusted.pem"),
  };
  await writeFile(files.ca, caCertificatePem);
  await writeFile(files.node, own.join("\n"));
  await writeFile(files.others, all.join("\n"));
  return {
    INTUNE_EMULATOR_CA: files.ca,
    NODE_EXTRA_CA_CERTS: files.node,
    SSL_CERT_FILE: files.others,
    REQUESTS_CA_BUNDLE: files.others,
    CURL_CA_BUNDLE: files.others,
  };
}
