import { expect } from "chai";
import { redact } from "../../provider/dist/graph/redact.js";

const inBase64 = (text: string): string => Buffer.from(text).toString("base64");
const jwt = "eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJncmFwaCJ9.c2lnbmF0dXJl-_";
/** A token that is no JWT, as Microsoft issues them for personal accounts. */
const opaque = "EwBgA8l6BAAU.k0Lw~x-_+/4Yb==";

describe("the forms that redact knows", () => {
  const rows: [what: string, text: string, shown: string][] = [
    ["a JWT", `not with ${jwt}, sorry`, "not with [token], sorry"],
    [
      "a JWT without a signature",
      "not with eyJhbGciOiJub25lIn0.eyJhdWQiOiJncmFwaCJ9. either",
      "not with [token] either",
    ],
    ["a JWT without its last part", "eyJhbGciOiJub25lIn0.eyJhdWQiOiJncmFwaCJ9", "[token]"],
    ["two of them", `${jwt} ${jwt}`, "[token] [token]"],
    ["a JWT in base64", `form ${inBase64(jwt)} end`, "form [token] end"],
    [
      "a bearer token of another form",
      `Authorization: Bearer ${opaque}\nAccept: */*`,
      "Authorization: Bearer [token]\nAccept: */*",
    ],
    [
      "a bearer token in other letters and spaces",
      `authorization: bearer  ${opaque}`,
      "authorization: bearer  [token]",
    ],
    [
      "a password",
      `Proxy-Authorization: Basic ${inBase64("user:password")}`,
      "Proxy-Authorization: Basic [token]",
    ],
    [
      "a key",
      "a -----BEGIN PRIVATE KEY-----\nMIIEvQ\n+/=\n-----END PRIVATE KEY----- b",
      "a [key] b",
    ],
    ["a key that breaks off", "a -----BEGIN RSA PRIVATE KEY-----\nMIIEvQ\n", "a [key]"],
    [
      "keys, one by one",
      "-----BEGIN A-----\n1\n-----END A----- and -----BEGIN B-----\n2\n-----END B-----",
      "[key] and [key]",
    ],
  ];
  for (const [what, text, shown] of rows) {
    it(`hides ${what}`, () => {
      expect(redact(text)).to.equal(shown);
    });
  }

  it("leaves words as they are", () => {
    const texts = [
      "The bearer of it: Basic rules. eyJ is how it begins.",
      "key eyJhbGciOiJub25lIn0 alone",
      "ZXlK",
      "BEGIN PRIVATE KEY",
    ];
    for (const text of texts) expect(redact(text)).to.equal(text);
  });
});
