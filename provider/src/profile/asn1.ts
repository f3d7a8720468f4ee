import * as asn1 from "asn1js";
import { formatInstant, readInstant } from "../domain/values.js";
import type { SigningCertificate } from "../domain/provisioningProfile.js";
import { downloadAgain, UnreadableError } from "./unreadable.js";

/** RFC 5652, section 5.1. */
const signedDataType = "1.2.840.113549.1.7.2";

/**
 * The content of a CMS SignedData (RFC 5652, section 5), in DER or in BER with indefinite lengths. The structure must be
 * whole and signed; the signature is not verified.
 * @throws {UnreadableError}
 */
export function extractContent(message: Uint8Array): Uint8Array {
  const [type, wrapped] = childrenOf(parse(message));
  if (!(type instanceof asn1.ObjectIdentifier) || wrapped === undefined)
    throw new UnreadableError(describeStranger(type));
  if (type.getValue() !== signedDataType)
    throw broken(`is a CMS message of the type ${type.getValue().slice(0, 40)}, not signed data`);
  const [version, digests, encapsulated, ...rest] = childrenOf(childrenOf(wrapped)[0]);
  const signers = rest.at(-1);
  const isWhole =
    version instanceof asn1.Integer &&
    digests instanceof asn1.Set &&
    encapsulated instanceof asn1.Sequence &&
    signers instanceof asn1.Set;
  if (!isWhole) throw broken("is a damaged CMS message");
  const [content] = childrenOf(childrenOf(encapsulated)[1]);
  if (content === undefined)
    throw new UnreadableError(
      "is a CMS message without content (a detached signature); give the signed file itself, as Apple's developer portal offers it",
    );
  if (childrenOf(signers).length === 0) throw broken("is a CMS message that nobody has signed");
  const bytes = new Uint8Array(Buffer.concat(collectOctets(content)));
  if (bytes.length === 0) throw broken("is a CMS message whose content is empty");
  return bytes;
}

/**
 * Reads a certificate in DER (RFC 5280, section 4.1); undefined if unreadable. Validity, issuer and key are not checked:
 * Node's `X509Certificate` would end the process at a key that OpenSSL cannot decode.
 */
export function readCertificate(der: Uint8Array): SigningCertificate | undefined {
  try {
    return readFields(parse(der));
  } catch {
    // The caller says which certificate it is. asn1js throws for some values that it reads only when asked.
    return undefined;
  }
}

function readFields(certificate: asn1.BaseBlock): SigningCertificate | undefined {
  const [signedPart, , signature] = childrenOf(certificate);
  const fields = childrenOf(signedPart);
  // Certificates of version 1 leave the version out.
  const hasVersion = !(fields[0] instanceof asn1.Integer);
  const [serial, , , validity, subject, key] = hasVersion ? fields.slice(1) : fields;
  const expirationMs = readTime(childrenOf(validity)[1]);
  const isWhole = signature instanceof asn1.BitString && key instanceof asn1.Sequence;
  if (!isWhole || !(subject instanceof asn1.Sequence)) return undefined;
  if (!(serial instanceof asn1.Integer) || expirationMs === undefined) return undefined;
  return {
    name: readSubject(subject),
    serialNumber: formatSerialNumber(serial.toBigInt()),
    expirationDateTime: formatInstant(expirationMs),
  };
}

/** RFC 5280: two digits of the year until 2049, then four; in UTC. */
function readTime(node: asn1.BaseBlock | undefined): number | undefined {
  if (!(node instanceof asn1.UTCTime)) return undefined;
  const digits = Buffer.from(node.valueBlock.valueHexView).toString("latin1");
  const century = node instanceof asn1.GeneralizedTime ? "" : digits < "50" ? "20" : "19";
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
  return readInstant((century + digits).replace(parts, "$1-$2-$3T$4:$5:$6Z"));
}

/** As OpenSSL writes it, in whole bytes. RFC 5280 has positive numbers only. */
function formatSerialNumber(serial: bigint): string {
  const digits = serial.toString(16).toUpperCase();
  return digits.length % 2 === 0 ? digits : `0${digits}`;
}

const commonName = "2.5.4.3";

/** The common names or, without any, all attributes. */
function readSubject(subject: asn1.Sequence): string {
  const attributes = childrenOf(subject).flatMap(childrenOf).map(childrenOf);
  const isNamed = ([type]: asn1.BaseBlock[]): boolean =>
    type instanceof asn1.ObjectIdentifier && type.getValue() === commonName;
  const shown = attributes.some(isNamed) ? attributes.filter(isNamed) : attributes;
  return shown
    .flatMap(([, value]) => (value instanceof asn1.BaseStringBlock ? value.getValue() : []))
    .join(", ");
}

// A profile nests some 15 deep and has under 1,000 nodes; a certificate has about 100.
const limits = { maxDepth: 64, maxNodes: 20_000, parseEmbedded: false, copyInput: false } as const;

/** @throws {UnreadableError} */
function parse(bytes: Uint8Array): asn1.BaseBlock {
  let parsed;
  try {
    parsed = asn1.fromBER(bytes, limits);
  } catch (error) {
    // asn1js returns most errors, but a time as long as the file overflows its stack.
    throw broken(`is damaged (${String(error).slice(0, 200)})`);
  }
  const { offset, result } = parsed;
  if (offset < 0) throw broken(`is cut off or damaged (${result.error})`);
  if (offset === bytes.length) return result;
  throw broken(`has ${bytes.length - offset} bytes after its end, at byte ${offset}`);
}

/** Empty if the node has no elements. */
function childrenOf(node: asn1.BaseBlock | undefined): asn1.BaseBlock[] {
  const value: unknown = (node?.valueBlock as { value?: unknown } | undefined)?.value;
  return Array.isArray(value) ? (value as asn1.BaseBlock[]) : [];
}

/** BER may split an octet string into nested pieces. */
function collectOctets(node: asn1.BaseBlock): Uint8Array[] {
  if (!(node instanceof asn1.OctetString))
    throw broken("is a CMS message whose content is no octet string");
  return node.idBlock.isConstructed
    ? childrenOf(node).flatMap(collectOctets)
    : [node.valueBlock.valueHexView];
}

function broken(reason: string): UnreadableError {
  return new UnreadableError(`${reason}; ${downloadAgain}`);
}

/** What a file that is no CMS message seems to be. */
function describeStranger(first: asn1.BaseBlock | undefined): string {
  if (first instanceof asn1.Integer || first instanceof asn1.Sequence)
    return "is no provisioning profile but looks like a certificate or a private key; keep a key secret, and give a .mobileprovision file";
  return `is no CMS message; ${downloadAgain}`;
}
