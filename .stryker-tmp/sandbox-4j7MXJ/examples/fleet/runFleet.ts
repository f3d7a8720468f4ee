// @ts-nocheck
import type { Result } from "./result.ts";
import type { Tenant } from "./tenant.ts";

export interface FleetOptions {
  tenants: readonly Tenant[];
  /** How many run at once. */
  parallel: number;
  /** Never rejects: a failure is a result. */
  run: (tenant: Tenant) => Promise<Result>;
  onResult: (result: Result, done: number) => void;
}

/** Runs every tenant, whatever becomes of the others; the results stand in the order of the tenants. */
export async function runFleet(options: FleetOptions): Promise<Result[]> {
  const { tenants, parallel, run, onResult } = options;
  const results = new Map<Tenant, Result>();
  const waiting = tenants.values();
  const work = async (): Promise<void> => {
    for (const tenant of waiting) {
      const result = await run(tenant);
      results.set(tenant, result);
      onResult(result, results.size);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, tenants.length) }, work));
  return tenants.flatMap((tenant) => results.get(tenant) ?? []);
}
