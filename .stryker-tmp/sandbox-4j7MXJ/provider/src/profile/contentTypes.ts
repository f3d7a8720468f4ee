/** The content type of signed data: RFC 5652, section 5.1. */
// @ts-nocheck

export const signedDataType = "1.2.840.113549.1.7.2";

/** What a CMS message of another content type is: RFC 5652, RFC 5083 and RFC 3274. */
export const contentTypes: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.7.1": "plain data",
  "1.2.840.113549.1.7.3": "encrypted (enveloped data)",
  "1.2.840.113549.1.7.5": "digested data",
  "1.2.840.113549.1.7.6": "encrypted (encrypted data)",
  "1.2.840.113549.1.9.16.1.2": "authenticated data",
  "1.2.840.113549.1.9.16.1.9": "compressed data",
  "1.2.840.113549.1.9.16.1.23": "encrypted (authenticated enveloped data)",
};
