import type { ProvisioningProfile } from "pulumi-intune-provisioning/profile";
import type { ProfileFile } from "./profileFiles.ts";

/** What came of one profile that ends soon. */
export interface Renewal extends ProfileFile {
  /** Absent where there is none. */
  renewed?: ProvisioningProfile;
  /** Why the file was not written. */
  problems: string[];
  warnings?: string[];
}

/** Markdown, for the terminal and the pull request. */
export function describeRenewals(renewals: readonly Renewal[]): string {
  if (renewals.length === 0) return "No profile ends soon.\n";
  return renewals.map(describeRenewal).join("\n");
}

function describeRenewal({
  path,
  profile: old,
  renewed,
  problems,
  warnings = [],
}: Renewal): string {
  const lines = [
    `### ${escapeMarkdown(old.name)}`,
    "",
    `- File: \`${path}\``,
    `- Ends: ${old.expirationDateTime}${renewed === undefined ? "" : `, renewed ${renewed.expirationDateTime}`}`,
    ...(renewed === undefined ? [] : [`- UUID: ${renewed.uuid}`]),
    ...problems.map((problem) => `- **Not renewed:** ${escapeMarkdown(problem)}`),
    ...warnings.map((warning) => `- Note: ${escapeMarkdown(warning)}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** Names come from outside; nothing in them may end a line, or be read as markup. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ")
    .replace(/[\\`*_[\]<>#|@]/g, String.raw`\$&`);
}
