import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAuthority, type Authority } from "../http/authority.js";

/** Makes a new one where there is none, or where it has expired. */
export async function openAuthority(folder: string): Promise<Authority> {
  const files = { certificate: join(folder, "ca.pem"), key: join(folder, "ca-key.pem") };
  if (existsSync(files.certificate) && existsSync(files.key)) {
    const certificatePem = readFileSync(files.certificate, "utf8");
    const kept = { certificatePem, privateKeyPem: readFileSync(files.key, "utf8") };
    if (new X509Certificate(certificatePem).validToDate.getTime() > Date.now()) return kept;
  }
  const authority = await createAuthority();
  mkdirSync(folder, { recursive: true });
  writeFileSync(files.key, authority.privateKeyPem, { mode: 0o600 });
  writeFileSync(files.certificate, authority.certificatePem);
  return authority;
}
