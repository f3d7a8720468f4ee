import { randomUUID } from "node:crypto";

export interface Approval {
  /** The repeated request must carry it. */
  readonly code: string;
  readonly applicationId: string;
  readonly method: string;
  readonly path: string;
  readonly bodyText: string;
  readonly justification: string;
  readonly state: ApprovalState;
}

export interface SavedApproval {
  readonly approval: Approval;
  /** In milliseconds since 1970. */
  readonly endTime: number;
}

/** `completed`: approved, and the change was made. */
export type ApprovalState = "pending" | "approved" | "rejected" | "expired" | "completed";

/** A code is good for the same change only. */
export type Change = Pick<Approval, "applicationId" | "method" | "path" | "bodyText">;

/** Source: Intune's documentation. */
const lifetimeMs = 3 * 24 * 60 * 60 * 1000;

/** Changes that wait under Multi Admin Approval, oldest first. */
export class Approvals {
  readonly #now: () => number;
  readonly #entries = new Map<string, SavedApproval>();

  constructor(now: () => number) {
    this.#now = now;
  }

  get list(): readonly Approval[] {
    return [...this.#entries.keys()].flatMap((code) => this.find(code) ?? []);
  }

  find(code: string): Approval | undefined {
    const entry = this.#entries.get(code);
    if (entry === undefined) return undefined;
    const { approval, endTime } = entry;
    const isOpen = approval.state === "pending" || approval.state === "approved";
    return isOpen && this.#now() >= endTime ? { ...approval, state: "expired" } : approval;
  }

  approve(code: string): void {
    this.#decide(code, "approved");
  }

  reject(code: string): void {
    this.#decide(code, "rejected");
  }

  expire(code: string): void {
    this.#decide(code, "expired");
  }

  ask(change: Change, justification: string): string {
    const code = randomUUID();
    const approval = { ...change, code, justification, state: "pending" } as const;
    this.#entries.set(code, { approval, endTime: this.#now() + lifetimeMs });
    return code;
  }

  complete(code: string): void {
    this.#decide(code, "completed");
  }

  save(): readonly SavedApproval[] {
    return [...this.#entries.values()];
  }

  load(saved: readonly SavedApproval[]): void {
    this.#entries.clear();
    for (const entry of saved) this.#entries.set(entry.approval.code, entry);
  }

  #decide(code: string, state: ApprovalState): void {
    const entry = this.#entries.get(code);
    if (entry === undefined) throw new Error(`No change has the approval code '${code}'.`);
    this.#entries.set(code, { ...entry, approval: { ...entry.approval, state } });
  }
}
