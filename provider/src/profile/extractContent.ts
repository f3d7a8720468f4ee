import * as asn1 from "asn1js";
import { childrenOf, parseLimits } from "./asn1Nodes.js";
import { readAnnouncedLength } from "./readAnnouncedLength.js";
import { contentTypes, signedDataType } from "./contentTypes.js";
import { downloadAgain } from "./waysOut.js";

/** The content that a CMS message signs, or what is wrong with the message. */
export type ExtractedContent = { content: Uint8Array } | { problem: string };

/**
 * Takes the content out of a CMS SignedData (RFC 5652, section 5), in DER or in BER with indefinite lengths. Its structure
 * must be whole, and someone must have signed it; whether the signature holds is not checked.
 */
export function extractContent(message: Uint8Array): ExtractedContent {
  const parsed = parseMessage(message);
  if ("problem" in parsed) return parsed;
  const [type, wrapped] = childrenOf(parsed.node);
  if (!(type instanceof asn1.ObjectIdentifier) || wrapped === undefined)
    return { problem: describeStranger(type) };
  const typeId = type.getValue();
  if (typeId !== signedDataType) {
    const name = contentTypes[typeId] ?? `of the type ${typeId.slice(0, 40)}`;
    return { problem: `is a CMS message that is ${name}, not signed data; ${downloadAgain}` };
  }
  return takeSignedContent(wrapped);
}

function takeSignedContent(wrapped: asn1.BaseBlock): ExtractedContent {
  const [signedData] = childrenOf(wrapped);
  const [version, digests, encapsulated, ...rest] = childrenOf(signedData);
  const isWhole =
    version instanceof asn1.Integer &&
    digests instanceof asn1.Set &&
    encapsulated instanceof asn1.Sequence &&
    rest.at(-1) instanceof asn1.Set;
  if (!isWhole) return { problem: `is a damaged CMS message; ${downloadAgain}` };
  const [content] = childrenOf(childrenOf(encapsulated)[1]);
  if (content === undefined) {
    const reason = "is a CMS message without content (a detached signature); give the signed file";
    return { problem: `${reason} itself, as Apple's developer portal offers it` };
  }
  if (childrenOf(rest.at(-1)).length === 0)
    return { problem: `is a CMS message that nobody has signed; ${downloadAgain}` };
  const chunks = collectOctets(content);
  if (chunks === undefined)
    return { problem: `is a CMS message whose content is no octet string; ${downloadAgain}` };
  const bytes = new Uint8Array(Buffer.concat(chunks));
  return bytes.length > 0
    ? { content: bytes }
    : { problem: `is a CMS message whose content is empty; ${downloadAgain}` };
}

function parseMessage(message: Uint8Array): { node: asn1.BaseBlock } | { problem: string } {
  const announced = readAnnouncedLength(message);
  if (announced !== undefined && announced > message.length) {
    const sizes = `its beginning announces ${announced} bytes, and it has ${message.length}`;
    return { problem: `is cut off: ${sizes}; ${downloadAgain}` };
  }
  try {
    const { offset, result } = asn1.fromBER(message, parseLimits);
    if (offset < 0) return { problem: `is cut off or damaged (${result.error}); ${downloadAgain}` };
    if (offset === message.length) return { node: result };
    const surplus = message.length - offset;
    return { problem: `has ${surplus} bytes after its end, at byte ${offset}; ${downloadAgain}` };
  } catch (error) {
    // The library answers what is wrong, but for a few values: a time as long as the file overflows its stack.
    return { problem: `is damaged (${String(error).slice(0, 200)}); ${downloadAgain}` };
  }
}

/** What a structure is that begins with something else than the type of a CMS message. */
function describeStranger(first: asn1.BaseBlock | undefined): string {
  if (first instanceof asn1.Integer)
    return "is no provisioning profile but looks like a PKCS #12 file or a private key; keep it secret, and give a .mobileprovision file";
  if (first instanceof asn1.Sequence)
    return "is no provisioning profile but looks like a certificate or a signing request; give a .mobileprovision file";
  return `is no CMS message; ${downloadAgain}`;
}

/** The bytes of an octet string, which BER may split into pieces within pieces; undefined when it is something else. */
function collectOctets(node: asn1.BaseBlock): Uint8Array[] | undefined {
  if (!(node instanceof asn1.OctetString)) return undefined;
  if (!node.idBlock.isConstructed) return [node.valueBlock.valueHexView];
  const pieces = childrenOf(node).map(collectOctets);
  return pieces.every((piece) => piece !== undefined) ? pieces.flat() : undefined;
}
