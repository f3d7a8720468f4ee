import type { SavedApproval } from "./approval/approvals.js";
import { checkDocument } from "./documents/checkDocument.js";
import { stateSchema } from "./documents/stateSchema.js";
import type { EmulatorContext } from "./emulatorContext.js";
import {
  loadTenantDocument,
  writeTenantDocument,
  type TenantDocument,
} from "./store/tenantDocument.js";

/** What `exportState` saves. */
export interface EmulatorState {
  readonly tenant: TenantDocument;
  readonly approvals: readonly SavedApproval[];
  readonly random: number;
}

export function exportState({ store, approvals, random }: EmulatorContext): EmulatorState {
  const state = {
    tenant: writeTenantDocument(store),
    approvals: approvals.save(),
    random: random.position,
  };
  return structuredClone(state);
}

/** Throws a `DocumentError` on an invalid state. */
export function importState(context: EmulatorContext, state: EmulatorState): void {
  checkDocument(state, stateSchema);
  const { tenant, approvals, random } = structuredClone(state);
  context.store.clear();
  loadTenantDocument(context.store, tenant);
  context.approvals.load(approvals);
  context.random.position = random;
}
