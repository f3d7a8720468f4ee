/** A kind of file that is given for a profile by mistake. */
export interface FileForm {
  /** Sees the first bytes, read as Latin-1. */
  matches: (start: string) => boolean;
  is: string;
  advice: string;
}

const matching = (pattern: RegExp) => (start: string) => pattern.test(start);

/** How teams keep profiles encrypted in a repository, and what writes the plain file. */
export const encryptedForms: readonly FileForm[] = [
  {
    // Bytes, or the same in base64, which spells the end of the mark in four ways. Both of match's key derivations.
    matches: matching(/^(?:Salted__|\s*U2FsdGVkX1[89+/])/),
    is: "is encrypted, by an older fastlane match or by `openssl enc`",
    advice:
      "give the plain file, which `fastlane match enterprise --readonly --output_path <folder>` or `openssl enc -d` writes",
  },
  {
    matches: matching(/^(?:match_encrypted_v\d|\s*bWF0Y2hfZW5jcnlwdGVkX3Y)/),
    is: "is encrypted by fastlane match",
    advice:
      "give the plain file, which `fastlane match enterprise --readonly --output_path <folder>` writes",
  },
  {
    matches: (start) => start.startsWith("\0GITCRYPT\0"),
    is: "is encrypted by git-crypt",
    advice: "unlock the checkout with `git-crypt unlock` before the program runs",
  },
  {
    matches: matching(/^(?:age-encryption\.org\/|\s*-----BEGIN AGE ENCRYPTED FILE-----)/),
    is: "is encrypted by age",
    advice:
      "give the plain file, which `age --decrypt --identity <key file> --output <file>` writes",
  },
  {
    // JSON for a file that SOPS doesn't know the format of; YAML and others around a text.
    matches: (start) => start.includes("ENC[AES256_GCM,"),
    is: "is encrypted by SOPS",
    advice: "give the plain file, which `sops decrypt --output <file>` writes",
  },
  {
    matches: matching(/^\s*\$ANSIBLE_VAULT;/),
    is: "is encrypted by Ansible Vault",
    advice: "give the plain file, which `ansible-vault decrypt --output <file>` writes",
  },
  {
    matches: matching(/^\s*-----BEGIN PGP MESSAGE-----/),
    is: "is encrypted by PGP",
    advice: "give the plain file, which `gpg --output <file> --decrypt` writes",
  },
];
