// @ts-nocheck
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface PfxOptions {
  /** The folder to work in. */
  folder: string;
  /** The key and its certificate, and others. */
  pem: string;
  password: string;
  /** More options of `openssl pkcs12 -export`. */
  options?: readonly string[];
}

/** Makes a PFX with the openssl on PATH, of version 3: by another hand than the one that reads it. */
export async function writePfx({ folder, pem, password, options = [] }: PfxOptions): Promise<{
  path: string;
  bytes: Buffer;
}> {
  const input = join(folder, "input.pem");
  const path = join(folder, "certificate.pfx");
  await writeFile(input, pem);
  const fixed = ["pkcs12", "-export", "-in", input, "-out", path, "-passout", "env:PFX_PASSWORD"];
  const env = { ...process.env, PFX_PASSWORD: password };
  await run("openssl", [...fixed, ...options], { env });
  return { path, bytes: await readFile(path) };
}
