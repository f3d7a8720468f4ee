import { generateKeyPairSync } from "node:crypto";
import { writeElement } from "./berForms.ts";

/** An attribute of a name: the last bytes of its type, below 2.5.4 unless it is written whole; and its value. */
export type Attribute = [type: number | number[], value: Uint8Array];

/** What a made certificate holds. */
export interface CertificateForm {
  serial?: number[];
  subject?: Attribute[];
  notAfter?: Uint8Array;
  /** The public key's SubjectPublicKeyInfo. */
  key?: Uint8Array;
  /** False for a certificate of version 1, which leaves the version out. */
  hasVersion?: boolean;
}

/** A text as UTF8String, as most certificates spell it. */
export const utf8 = (text: string) => writeElement(0x0c, Buffer.from(text));

/** A public key on a named curve. */
export function makeKey(namedCurve: string): Uint8Array {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve });
  return publicKey.export({ type: "spki", format: "der" });
}

const soundKey = makeKey("prime256v1");

/** A certificate in DER. Nobody signed it, which its readers don't check. */
export function writeCertificate(form: CertificateForm = {}): Uint8Array {
  const notBefore = writeElement(0x17, Buffer.from("260101000000Z"));
  const notAfter = form.notAfter ?? writeElement(0x17, Buffer.from("270506070809Z"));
  const signedPart = sequence(
    ...(form.hasVersion === false ? [] : [writeElement(0xa0, integer([2]))]),
    integer(form.serial ?? [0x0a, 0x1b]),
    algorithm,
    writeName([[3, utf8("An issuer")]]),
    sequence(notBefore, notAfter),
    writeName(form.subject ?? [[3, utf8("A subject")]]),
    form.key ?? soundKey,
  );
  return sequence(signedPart, algorithm, writeElement(0x03, Buffer.from([0, 1, 2, 3])));
}

const sequence = (...elements: Uint8Array[]) => writeElement(0x30, ...elements);
const integer = (bytes: number[]) => writeElement(0x02, Buffer.from(bytes));

// ecdsa-with-SHA256
const algorithm = sequence(
  writeElement(0x06, Buffer.from([0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2])),
);

function writeName(attributes: Attribute[]): Uint8Array {
  return sequence(
    ...attributes.map(([type, value]) => {
      const id = typeof type === "number" ? [0x55, 4, type] : type;
      return writeElement(0x31, sequence(writeElement(0x06, Buffer.from(id)), value));
    }),
  );
}
