import * as asn1 from "asn1js";
import { formatInstant, readInstant } from "../domain/values.js";
import type { SigningCertificate } from "../domain/provisioningProfile.js";
import { childrenOf, parseLimits } from "./asn1Nodes.js";

/**
 * Reads a certificate in DER (RFC 5280, section 4.1); undefined if unreadable. Validity, issuer and key are not checked:
 * Node's `X509Certificate` would end the process at a key that OpenSSL cannot decode.
 */
export function readCertificate(der: Uint8Array): SigningCertificate | undefined {
  try {
    return readFields(der);
  } catch {
    // The caller says which certificate it is.
    return undefined;
  }
}

function readFields(der: Uint8Array): SigningCertificate | undefined {
  const { offset, result } = asn1.fromBER(der, parseLimits);
  const [signedPart, , signature] = childrenOf(result);
  if (offset < 0 || !(signature instanceof asn1.BitString)) return undefined;
  const [serial, , , validity, subject, key] = takeFields(signedPart);
  const expirationMs = readTime(childrenOf(validity)[1]);
  if (!(serial instanceof asn1.Integer) || expirationMs === undefined) return undefined;
  if (!(subject instanceof asn1.Sequence && key instanceof asn1.Sequence)) return undefined;
  return {
    name: readSubject(subject),
    serialNumber: formatSerialNumber(serial.toBigInt()),
    expirationDateTime: formatInstant(expirationMs),
  };
}

/** Certificates of version 1 leave the version out. */
function takeFields(signedPart: asn1.BaseBlock | undefined): asn1.BaseBlock[] {
  const fields = childrenOf(signedPart);
  return fields[0] instanceof asn1.Integer ? fields : fields.slice(1);
}

/** RFC 5280: two digits of the year until 2049, then four; in UTC. */
function readTime(node: asn1.BaseBlock | undefined): number | undefined {
  if (!(node instanceof asn1.UTCTime)) return undefined;
  const spelled = Buffer.from(node.valueBlock.valueHexView).toString("latin1");
  const parts = /^(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(spelled);
  if (parts === null) return undefined;
  const [, century = Number(parts[2]) < 50 ? "20" : "19", year, ...others] = parts;
  const [month, day, hour, minute, second] = others;
  return readInstant(`${century}${year ?? ""}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** As OpenSSL writes it: in whole bytes, but zero as one digit. */
function formatSerialNumber(serial: bigint): string {
  if (serial === 0n) return "0";
  const digits = (serial < 0n ? -serial : serial).toString(16).toUpperCase();
  return (serial < 0n ? "-" : "") + digits.padStart(digits.length + (digits.length % 2), "0");
}

const commonName = "2.5.4.3";

function readSubject(subject: asn1.Sequence): string {
  const attributes = childrenOf(subject).flatMap(childrenOf).map(readAttribute);
  const names = attributes.filter(({ type }) => type === commonName);
  return (names.length > 0 ? names : attributes).map(({ value }) => value).join(", ");
}

/** RFC 4514 for values other than text. */
function readAttribute(attribute: asn1.BaseBlock): { type: string; value: string } {
  const [type, value] = childrenOf(attribute);
  if (!(type instanceof asn1.ObjectIdentifier) || value === undefined)
    throw new Error("An attribute of a name is a type and a value.");
  const isText = value instanceof asn1.BaseStringBlock;
  return {
    type: type.getValue(),
    value: isText ? value.getValue() : `#${Buffer.from(value.toBER()).toString("hex")}`,
  };
}
