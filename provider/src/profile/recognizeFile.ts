/** Matches the first 64 bytes, read as Latin-1. The sentence: what it is; what to do. */
type FileForm = readonly [pattern: RegExp, sentence: string];

const match = "`fastlane match enterprise --readonly --output_path <folder>`";
const decryptBy = (command: string) => `give the plain file, which ${command} writes`;

const encryptedForms: readonly FileForm[] = [
  [
    // Bytes or base64, in which the mark can end in four ways. Both of match's key derivations.
    /^(?:Salted__|\s*U2FsdGVkX1[89+/])/,
    `is encrypted, by an older fastlane match or by \`openssl enc\`; ${decryptBy(`${match} or \`openssl enc -d\``)}`,
  ],
  [
    /^(?:match_encrypted_v\d|\s*bWF0Y2hfZW5jcnlwdGVkX3Y)/,
    `is encrypted by fastlane match; ${decryptBy(match)}`,
  ],
  [
    /^\0GITCRYPT\0/,
    "is encrypted by git-crypt; unlock the checkout with `git-crypt unlock` before the program runs",
  ],
  [
    /^(?:age-encryption\.org\/|\s*-----BEGIN AGE ENCRYPTED FILE-----)/,
    `is encrypted by age; ${decryptBy("`age --decrypt --identity <key file> --output <file>`")}`,
  ],
  // SOPS writes JSON around unknown formats, and YAML and others around a text.
  [/ENC\[AES256_GCM,/, `is encrypted by SOPS; ${decryptBy("`sops decrypt --output <file>`")}`],
  [
    /^\s*\$ANSIBLE_VAULT;/,
    `is encrypted by Ansible Vault; ${decryptBy("`ansible-vault decrypt --output <file>`")}`,
  ],
];

const giveFile = "give the .mobileprovision file itself";

// Encrypted forms first: some look like JSON, PEM or base64.
const strangers: readonly FileForm[] = [
  ...encryptedForms,
  [/^bplist/, `is a binary property list; ${giveFile}, as Apple's developer portal offers it`],
  [
    // oxlint-disable-next-line no-control-regex
    /^PK(?:\x03\x04|\x05\x06)/,
    `is a zip archive or an app (.ipa); ${giveFile}; in an app it is Payload/<name>.app/embedded.mobileprovision`,
  ],
  [
    /^(?:\xff\xfe|\xfe\xff|<\0|\0<)/,
    "is a text in UTF-16; save it as UTF-8, or give the .mobileprovision file that Apple signed",
  ],
  [/^\s*-----BEGIN /, `is a text in PEM form; ${giveFile}, or its base64 lines decoded to bytes`],
  [
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)/i,
    "is a web page, as a download that was not signed in leaves it; sign in to Apple's developer portal and download the profile again",
  ],
  [/^version https:\/\/git-lfs/, "is a pointer of Git LFS; check the file out with `git lfs pull`"],
  [
    /^(?=[^]{16})\s*[A-Za-z0-9+/][A-Za-z0-9+/=_\s-]*$/,
    "is a text, in base64 it seems; decode it, so that the profile's bytes are given",
  ],
];

/** As `is a binary property list; give …`; undefined if the file may be a profile. */
export function recognizeFile(payload: Uint8Array): string | undefined {
  return findForm(payload, strangers);
}

/** The same for a text that the program gives in place of a file. */
export function recognizeEncrypted(text: string): string | undefined {
  return findForm(Buffer.from(text.slice(0, 64)), encryptedForms);
}

function findForm(bytes: Uint8Array, forms: readonly FileForm[]): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1");
  return forms.find(([pattern]) => pattern.test(start))?.[1];
}
