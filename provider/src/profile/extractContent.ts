import * as asn1 from "asn1js";
import { childrenOf, parseLimits } from "./asn1Nodes.js";
import { downloadAgain, UnreadableError } from "./unreadable.js";

/** RFC 5652, section 5.1. */
const signedDataType = "1.2.840.113549.1.7.2";

/**
 * The content of a CMS SignedData (RFC 5652, section 5), in DER or in BER with indefinite lengths. The structure must be
 * whole and signed; the signature is not verified.
 * @throws {UnreadableError}
 */
export function extractContent(message: Uint8Array): Uint8Array {
  const [type, wrapped] = childrenOf(parseMessage(message));
  if (!(type instanceof asn1.ObjectIdentifier) || wrapped === undefined)
    throw new UnreadableError(describeStranger(type));
  if (type.getValue() !== signedDataType)
    throw broken(`is a CMS message of the type ${type.getValue().slice(0, 40)}, not signed data`);
  const [version, digests, encapsulated, ...rest] = childrenOf(childrenOf(wrapped)[0]);
  const isWhole =
    version instanceof asn1.Integer &&
    digests instanceof asn1.Set &&
    encapsulated instanceof asn1.Sequence &&
    rest.at(-1) instanceof asn1.Set;
  if (!isWhole) throw broken("is a damaged CMS message");
  const [content] = childrenOf(childrenOf(encapsulated)[1]);
  if (content === undefined)
    throw new UnreadableError(
      "is a CMS message without content (a detached signature); give the signed file itself, as Apple's developer portal offers it",
    );
  if (childrenOf(rest.at(-1)).length === 0) throw broken("is a CMS message that nobody has signed");
  const bytes = new Uint8Array(Buffer.concat(collectOctets(content)));
  if (bytes.length === 0) throw broken("is a CMS message whose content is empty");
  return bytes;
}

function broken(reason: string): UnreadableError {
  return new UnreadableError(`${reason}; ${downloadAgain}`);
}

function parseMessage(message: Uint8Array): asn1.BaseBlock {
  const announced = readAnnouncedLength(message);
  if (announced !== undefined && announced > message.length)
    throw broken(
      `is cut off: its beginning announces ${announced} bytes, and it has ${message.length}`,
    );
  let parsed;
  try {
    parsed = asn1.fromBER(message, parseLimits);
  } catch (error) {
    // asn1js returns most errors, but a time as long as the file overflows its stack.
    throw broken(`is damaged (${String(error).slice(0, 200)})`);
  }
  const { offset, result } = parsed;
  if (offset < 0) throw broken(`is cut off or damaged (${result.error})`);
  if (offset === message.length) return result;
  throw broken(`has ${message.length - offset} bytes after its end, at byte ${offset}`);
}

/** The whole length by the header (X.690, section 8.1.3), for a tag of one byte; undefined if indefinite or cut off. */
function readAnnouncedLength(bytes: Uint8Array): number | undefined {
  const first = bytes[1];
  if (first === undefined || first === 0x80) return undefined;
  if (first < 0x80) return 2 + first;
  const size = first & 0x7f;
  // `readUIntBE` reads six bytes at most; no file is longer.
  if (size > 6 || bytes.length < 2 + size) return undefined;
  return 2 + size + Buffer.from(bytes).readUIntBE(2, size);
}

/** What a file that is no CMS message seems to be. */
function describeStranger(first: asn1.BaseBlock | undefined): string {
  if (first instanceof asn1.Integer)
    return "is no provisioning profile but looks like a PKCS #12 file or a private key; keep it secret, and give a .mobileprovision file";
  if (first instanceof asn1.Sequence)
    return "is no provisioning profile but looks like a certificate or a signing request; give a .mobileprovision file";
  return `is no CMS message; ${downloadAgain}`;
}

/** BER may split an octet string into nested pieces. */
function collectOctets(node: asn1.BaseBlock): Uint8Array[] {
  if (!(node instanceof asn1.OctetString))
    throw broken("is a CMS message whose content is no octet string");
  return node.idBlock.isConstructed
    ? childrenOf(node).flatMap(collectOctets)
    : [node.valueBlock.valueHexView];
}
