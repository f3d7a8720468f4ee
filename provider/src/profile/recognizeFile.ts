import { encryptedForms, type FileForm } from "./encryptedForms.js";

const giveFile = "give the .mobileprovision file itself";

// The encrypted ones first: some look like JSON, PEM or base64.
const strangers: readonly FileForm[] = [
  ...encryptedForms,
  {
    matches: (start) => start.startsWith("bplist"),
    is: "is a binary property list",
    advice: `${giveFile}, as Apple's developer portal offers it`,
  },
  {
    matches: (start) => start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06"),
    is: "is a zip archive or an app (.ipa)",
    advice: `${giveFile}; in an app it is Payload/<name>.app/embedded.mobileprovision`,
  },
  {
    matches: (start) => /^(?:\x89PNG|\xff\xd8\xff|GIF8)/.test(start),
    is: "is an image",
    advice: giveFile,
  },
  { matches: (start) => start.startsWith("%PDF"), is: "is a PDF document", advice: giveFile },
  {
    matches: (start) => start.startsWith("\x1f\x8b"),
    is: "is compressed by gzip",
    advice: "unpack it first",
  },
  {
    matches: (start) =>
      ["\xff\xfe", "\xfe\xff", "<\0", "\0<"].some((mark) => start.startsWith(mark)),
    is: "is a text in UTF-16",
    advice: "save it as UTF-8, or give the .mobileprovision file that Apple signed",
  },
  {
    matches: (start) => /^\s*-----BEGIN /.test(start),
    is: "is a text in PEM form",
    advice: `${giveFile}, or its base64 lines decoded to bytes`,
  },
  {
    matches: (start) => /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)/i.test(start),
    is: "is a web page, as a download that was not signed in leaves it",
    advice: "sign in to Apple's developer portal and download the profile again",
  },
  {
    matches: (start) => start.startsWith("version https://git-lfs"),
    is: "is a pointer of Git LFS",
    advice: "check the file out with `git lfs pull`",
  },
  {
    matches: (start) => /^\s*[{["]/.test(start),
    is: "is a text such as JSON",
    advice: giveFile,
  },
  {
    matches: (start) => start.length >= 16 && /^\s*[A-Za-z0-9+/][A-Za-z0-9+/=_\s-]*$/.test(start),
    is: "is a text, in base64 it seems",
    advice: "decode it, so that the profile's bytes are given",
  },
];

/** What a file is that is surely no provisioning profile; undefined when it may be one. */
export function recognizeFile(payload: Uint8Array): FileForm | undefined {
  return findForm(payload, strangers);
}

/** What a text is that the program gives in place of a file; undefined when it is not encrypted. */
export function describeEncrypted(text: string): string | undefined {
  const form = findForm(Buffer.from(text.slice(0, 64)), encryptedForms);
  return form && describeForm(form);
}

export function describeForm({ is, advice }: FileForm): string {
  return `is no provisioning profile: it ${is}; ${advice}`;
}

function findForm(bytes: Uint8Array, forms: readonly FileForm[]): FileForm | undefined {
  const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1");
  return forms.find(({ matches }) => matches(start));
}
