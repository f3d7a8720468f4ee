// @ts-nocheck
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { ClientSecretCredential } from "@azure/identity";
import { createEmulator } from "intune-graph-emulator";
import type { Target } from "./callGraph.ts";

/** A target and what the round trip needs of it. */
export interface RoundTripTarget extends Target {
  readonly groupId: string;
  /** Base64 of a provisioning profile. */
  readonly payload: string;
  readonly payloadFileName: string;
  /** Wait between two reads of something that has not come yet. */
  readonly pollMs: number;
  close(): Promise<void>;
}

/** Whether the suite is aimed at a real tenant. */
export const isLive = process.env["GRAPH_LIVE"] === "1";

/** The tenant of the environment when `GRAPH_LIVE=1`, otherwise an emulator. */
export function openRoundTripTarget(): Promise<RoundTripTarget> {
  return isLive ? openTenant() : openEmulator();
}

async function openEmulator(): Promise<RoundTripTarget> {
  const emulator = await createEmulator();
  return {
    baseUrl: emulator.url,
    token: () => emulator.issueToken(),
    groupId: emulator.tenant.addGroup().id,
    payload: "cGF5bG9hZA==",
    payloadFileName: "field.mobileprovision",
    pollMs: 0,
    close: () => emulator.close(),
  };
}

async function openTenant(): Promise<RoundTripTarget> {
  const baseUrl = process.env["GRAPH_LIVE_ENDPOINT"] ?? "https://graph.microsoft.com";
  const credential = new ClientSecretCredential(
    readVariable("AZURE_TENANT_ID"),
    readVariable("AZURE_CLIENT_ID"),
    readVariable("AZURE_CLIENT_SECRET"),
    // An authority that was named needs no look-up at the global one.
    { disableInstanceDiscovery: process.env["AZURE_AUTHORITY_HOST"] !== undefined },
  );
  const file = readVariable("GRAPH_LIVE_PAYLOAD");
  return {
    baseUrl,
    token: async () => (await credential.getToken(`${baseUrl}/.default`)).token,
    groupId: readVariable("GRAPH_LIVE_GROUP_ID"),
    payload: (await readFile(file)).toString("base64"),
    payloadFileName: basename(file),
    pollMs: 2000,
    close: () => Promise.resolve(),
  };
}

function readVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`GRAPH_LIVE=1 needs ${name}.`);
  return value;
}
