import { randomUUID } from "node:crypto";

/** A change that waits for another administrator, or was decided. */
export interface Approval {
  /** What the answer to the request carried, and the repeated request has to. */
  readonly code: string;
  readonly applicationId: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly bodyText: string;
  /** Why, in plain text. */
  readonly justification: string;
  readonly state: ApprovalState;
}

/** A change and the time at which it expires. */
export interface SavedApproval {
  readonly approval: Approval;
  /** In milliseconds since 1970. */
  readonly endTime: number;
}

/** `completed`: approved, and the change was made. */
export type ApprovalState = "pending" | "approved" | "rejected" | "expired" | "completed";

/** What identifies a change: a code is good for the same one only. */
export type Change = Pick<Approval, "applicationId" | "method" | "path" | "bodyText">;

/** For how long a request stands, whatever becomes of it. Source: Intune's documentation. */
const lifetimeMs = 3 * 24 * 60 * 60 * 1000;

/** The changes for which Multi Admin Approval was asked, oldest first, as another administrator sees and decides them. */
export class Approvals {
  readonly #now: () => number;
  readonly #entries = new Map<string, SavedApproval>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** All of them. */
  get list(): readonly Approval[] {
    return [...this.#entries.keys()].flatMap((code) => this.find(code) ?? []);
  }

  /** The change of a code as it stands now. */
  find(code: string): Approval | undefined {
    const entry = this.#entries.get(code);
    if (entry === undefined) return undefined;
    const { approval, endTime } = entry;
    const isOpen = approval.state === "pending" || approval.state === "approved";
    return isOpen && this.#now() >= endTime ? { ...approval, state: "expired" } : approval;
  }

  /** Lets the change be made, once. */
  approve(code: string): void {
    this.#decide(code, "approved");
  }

  /** Refuses it. */
  reject(code: string): void {
    this.#decide(code, "rejected");
  }

  /** Lets its time run out. */
  expire(code: string): void {
    this.#decide(code, "expired");
  }

  /** Enters a change; answers its code. */
  ask(change: Change, justification: string): string {
    const code = randomUUID();
    const approval = { ...change, code, justification, state: "pending" } as const;
    this.#entries.set(code, { approval, endTime: this.#now() + lifetimeMs });
    return code;
  }

  /** Takes note that the change was made. */
  complete(code: string): void {
    this.#decide(code, "completed");
  }

  /** All of them, to be loaded again. */
  save(): readonly SavedApproval[] {
    return [...this.#entries.values()];
  }

  /** Puts what was saved in place of what there is. */
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
