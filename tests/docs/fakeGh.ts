/** What the script asks, to the letter. */
const command = (repository: string): string[] => [
  "api",
  `repos/${repository}/actions/oidc/customization/sub`,
  "--jq",
  '"\\(.use_default) \\(.sub_claim_prefix // "")"',
];

/** What GitHub answers of a repository's subjects. */
export interface SubjectSettings {
  use_default?: boolean;
  sub_claim_prefix?: string;
}

/** Answers `gh` with these arguments, for someone who is signed in where there are settings. */
export function answerGh(settings: SubjectSettings | undefined, words: readonly string[]): string {
  const [, repository = ""] = /^repos\/([^/]+\/[^/]+)\//.exec(words[1] ?? "") ?? [];
  if (settings === undefined || JSON.stringify(words) !== JSON.stringify(command(repository)))
    throw new Error("gh: not possible");
  return `${settings.use_default ?? null} ${settings.sub_claim_prefix ?? ""}\n`;
}
