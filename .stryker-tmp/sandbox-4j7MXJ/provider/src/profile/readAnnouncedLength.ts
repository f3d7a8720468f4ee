/**
 * The bytes of a structure of ASN.1 with its own head, as the head announces them (X.690, section 8.1.3); undefined for an
 * indefinite length, and where the head itself is not whole. Of a structure whose tag is a single byte.
 */
// @ts-nocheck

export function readAnnouncedLength(bytes: Uint8Array): number | undefined {
  const first = bytes[1];
  if (first === undefined || first === 0x80) return undefined;
  if (first < 0x80) return 2 + first;
  const size = first & 0x7f;
  // Six bytes of length are as many as a number holds exactly, and more than any file has.
  if (size > 6 || bytes.length < 2 + size) return undefined;
  return 2 + size + bytes.subarray(2, 2 + size).reduce((sum, byte) => sum * 256 + byte, 0);
}
