import * as asn1 from "asn1js";
import { childrenOf } from "./asn1Nodes.js";

const commonName = "2.5.4.3";

/** The attributes that subjects are usually made of, by the short names of RFC 4514 and OpenSSL. */
const shortNames: Readonly<Record<string, string>> = {
  [commonName]: "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "emailAddress",
};

/**
 * The common name of a certificate's subject. The whole subject stands in where there is none: it is what a person
 * recognizes the certificate by.
 */
export function readSubject(subject: asn1.Sequence): string {
  const attributes = childrenOf(subject).flatMap(childrenOf).map(readAttribute);
  const names = attributes.filter(({ type }) => type === commonName);
  if (names.length > 0) return names.map(({ value }) => value).join(", ");
  return attributes.map(({ type, value }) => `${shortNames[type] ?? type}=${value}`).join(", ");
}

function readAttribute(attribute: asn1.BaseBlock): { type: string; value: string } {
  const [type, value] = childrenOf(attribute);
  if (!(type instanceof asn1.ObjectIdentifier) || value === undefined)
    throw new Error("An attribute of a name is a type and a value.");
  return { type: type.getValue(), value: readValue(value) };
}

/** What is no text is written as RFC 4514 has it. */
function readValue(value: asn1.BaseBlock): string {
  if (value instanceof asn1.BaseStringBlock) return value.getValue();
  return `#${Buffer.from(value.toBER()).toString("hex")}`;
}
