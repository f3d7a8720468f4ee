/** What the script asks, to the letter. */
const command = (repository: string): string[] => [
  "api",
  `repos/${repository}/actions/oidc/customization/sub`,
  "--jq",
  '"\\(.use_default) \\(.sub_claim_prefix // "")"',
];

// The whole of a process: `gh` with its arguments, for someone who is signed in where FAKE_GH_SETTINGS holds what GitHub
// answers of a repository's subjects.
if (process.argv[1] === import.meta.filename) {
  const words = process.argv.slice(2);
  const [, repository = ""] = /^repos\/([^/]+\/[^/]+)\//.exec(words[1] ?? "") ?? [];
  const { FAKE_GH_SETTINGS: text = "" } = process.env;
  if (text === "" || JSON.stringify(words) !== JSON.stringify(command(repository))) {
    process.stderr.write("gh: not possible\n");
    process.exit(4);
  }
  const settings = JSON.parse(text) as { use_default?: boolean; sub_claim_prefix?: string };
  process.stdout.write(`${settings.use_default ?? null} ${settings.sub_claim_prefix ?? ""}\n`);
}
