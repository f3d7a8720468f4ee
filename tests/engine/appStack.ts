import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

/** A stack of apps whose program is exchanged between runs. */
export interface AppStack extends TestStack {
  program: PulumiFn;
}

export async function openAppStack(tenant: TestTenant, stackName: string): Promise<AppStack> {
  const opened: Partial<AppStack> = {};
  const stack = await openTestStack({
    tenant,
    stackName,
    program: async () => opened.program?.(),
  });
  return Object.assign(opened, stack, { program: () => Promise.resolve() });
}

/** A tenant and a stack of their own for each test of a `describe`. */
export function useAppStack(use: (opened: { tenant: TestTenant; stack: AppStack }) => void): void {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await openTestTenant();
    use({ tenant, stack: await openAppStack(tenant, "dev") });
  });
  afterEach(() => tenant.close());
}

const payloads = new Map<string, string>();

/** When the profiles of the apps end. */
export const appsExpire = new Date(Math.floor(Date.now() / 1000) * 1000 + 365 * 24 * 3_600_000);

/** The profile of an app, in base64, always the same. */
export function payloadOf(app: string): string {
  const payload =
    payloads.get(app) ??
    Buffer.from(makeProfile({ name: app, expires: appsExpire })).toString("base64");
  payloads.set(app, payload);
  return payload;
}

/** What the tenant has: each app's name, and the groups that have its profile. */
export function liveApps({ emulator: { tenant } }: TestTenant): Record<string, unknown[]> {
  return Object.fromEntries(
    tenant.configurations.map(({ id, displayName }) => [
      displayName,
      tenant
        .assignmentsOf(id)
        .map(({ groupId }) => groupId)
        .sort(),
    ]),
  );
}
