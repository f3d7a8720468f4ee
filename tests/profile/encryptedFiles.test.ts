import { expect } from "chai";
import { readPayload } from "../../provider/dist/hosting/readPayload.js";
import { problemOf } from "./openProfile.ts";

const salted = (mark: string, salt: number) =>
  Buffer.concat([Buffer.from(mark), Buffer.alloc(24, salt), Buffer.alloc(600, 0x5a)]);
/** In lines of 60 characters, as Ruby writes it. */
const inLines = (bytes: Buffer) => bytes.toString("base64").replace(/.{60}/g, "$&\n");

const older = /^is no provisioning profile: it is encrypted, by an older fastlane match or by/;
const newer =
  /^is no provisioning profile: it is encrypted by fastlane match; give .*`fastlane match/;
const sops = /it is encrypted by SOPS; give the plain file, which `sops decrypt/;
const age = /it is encrypted by age; give the plain file, which `age --decrypt/;

/** What teams keep in a repository, under a profile's own name. */
const files: [name: string, content: Buffer | string, expected: RegExp][] = [
  ["fastlane match until 2024", inLines(salted("Salted__", 0)), older],
  ["fastlane match since 2024", inLines(salted("match_encrypted_v2__", 7)), newer],
  ["fastlane match, its base64 decoded", salted("match_encrypted_v2__", 7), newer],
  ["openssl enc", salted("Salted__", 9), older],
  ["git-crypt", Buffer.from("\0GITCRYPT\0\x01\x02\x03"), /by git-crypt; .*`git-crypt unlock`/],
  ["age", "age-encryption.org/v1\n-> X25519 abc\n", age],
  ["age, armored", `-----BEGIN AGE ENCRYPTED FILE-----\n${"YWdl".repeat(200)}\n`, age],
  ["SOPS, a binary file", `{\n\t"data": "ENC[AES256_GCM,data:${"A".repeat(900)}"}`, sops],
  ["SOPS, YAML", `profile: ENC[AES256_GCM,data:${"A".repeat(900)}`, sops],
  ["Ansible Vault", `$ANSIBLE_VAULT;1.1;AES256\n${"6162".repeat(300)}\n`, /`ansible-vault decrypt/],
];

describe("an encrypted file", () => {
  for (const [name, content, expected] of files) {
    it(`is told with the way to the plain one: ${name}`, () => {
      expect(problemOf(content)).to.match(expected);
    });
  }

  it("is told where the program gives its text in place of its path", async () => {
    const texts = files.filter(([, content]) => typeof content === "string");
    expect(texts.length).to.be.greaterThan(5);
    for (const [name, text, expected] of texts) {
      const { payload, payloadFileName } = await readPayload(text);
      expect(payload, name).to.have.property("unreadable").that.matches(expected);
      expect(payloadFileName).to.be.undefined;
    }
  });

  it("is known in base64 whatever its salt is", () => {
    for (let first = 0; first < 256; first += 1) {
      expect(problemOf(salted("Salted__", first).toString("base64"))).to.match(older);
      expect(problemOf(salted("match_encrypted_v2__", first).toString("base64"))).to.match(newer);
    }
  });
});
