/** How one tenant's run ended. */
export interface Result {
  name: string;
  outcome: Outcome;
  /** Resources by the engine's word for what happens to them, without those that stay as they are. */
  changes: Record<string, number>;
  /** Why it failed or was refused, the first line first. */
  reasons: string[];
  seconds: number;
  /** Holds all that its engine printed. */
  logFile: string;
}

/** `pending`: previewed, with changes. `refused`: the preview was not applied. */
export type Outcome = "unchanged" | "pending" | "changed" | "refused" | "failed";

/** What a tenant's process is to do. */
export interface Task {
  verb: "preview" | "up";
  /** Reads what is live before it compares. */
  refresh: boolean;
  allowDeletes: boolean;
  /** The module whose default export declares a tenant's resources. */
  program: string;
  /** What encrypts the states, as in `pulumi stack init --secrets-provider`; a passphrase if absent. */
  secretsProvider?: string;
  /** Folders of policy packs that every stack must satisfy, and a configuration for each. */
  policyPacks: string[];
  policyPackConfigs: string[];
}
