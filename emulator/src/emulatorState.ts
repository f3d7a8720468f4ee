import type { SavedApproval } from "./approval/approvals.js";
import { checkDocument } from "./documents/checkDocument.js";
import { stateSchema } from "./documents/stateSchema.js";
import type { EmulatorContext } from "./emulatorContext.js";
import {
  loadTenantDocument,
  writeTenantDocument,
  type TenantDocument,
} from "./store/tenantDocument.js";

/** What outlasts an emulator: its tenant, the changes that wait, and where the sequence of ids goes on. */
export interface EmulatorState {
  readonly tenant: TenantDocument;
  readonly approvals: readonly SavedApproval[];
  readonly random: number;
}

/** The state as it is; a value of its own. */
export function exportState({ store, approvals, random }: EmulatorContext): EmulatorState {
  const state = {
    tenant: writeTenantDocument(store),
    approvals: approvals.save(),
    random: random.position,
  };
  return structuredClone(state);
}

/** Puts a state in place of what there is. Throws a `DocumentError` on what is none. */
export function importState(context: EmulatorContext, state: EmulatorState): void {
  checkDocument(state, stateSchema);
  const { tenant, approvals, random } = structuredClone(state);
  context.store.clear();
  loadTenantDocument(context.store, tenant);
  context.approvals.load(approvals);
  context.random.position = random;
}
