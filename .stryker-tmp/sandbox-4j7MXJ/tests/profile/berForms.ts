/** One element of ASN.1 in DER: its tag and its content. Tags of one byte, as a CMS message has them. */
// @ts-nocheck

export interface Element {
  tag: number;
  content: Uint8Array;
}

/** The elements that stand one after the other in DER. */
function readElements(der: Uint8Array): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < der.length;) {
    const first = der[at + 1] ?? 0;
    const size = first < 0x80 ? 0 : first & 0x7f;
    const start = at + 2 + size;
    const length =
      size === 0 ? first : der.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
    elements.push({ tag: der[at] ?? 0, content: der.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}

/** An element in DER. */
export function writeElement(tag: number, ...contents: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  const length = content.length;
  const head =
    length < 0x80 ? [tag, length] : [tag, 0x83, length >> 16, (length >> 8) & 255, length & 255];
  return Buffer.concat([Buffer.from(head), content]);
}

/** An element of indefinite length, as BER has it. */
export function writeIndefinite(tag: number, ...contents: Uint8Array[]): Uint8Array {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...contents, Buffer.from([0, 0])]);
}

/** The parts of a CMS SignedData in DER, each with its head. */
export interface SignedDataParts {
  type: Uint8Array;
  version: Uint8Array;
  digests: Uint8Array;
  contentType: Uint8Array;
  content: Uint8Array;
  rest: Uint8Array[];
}

/** Takes a CMS SignedData apart. */
export function splitSignedData(message: Uint8Array): SignedDataParts {
  const [info] = readElements(message);
  const [type, wrapped] = readElements(required(info).content);
  const [sequence] = readElements(required(wrapped).content);
  const [version, digests, encapsulated, ...rest] = readElements(required(sequence).content);
  const [contentType, wrappedContent] = readElements(required(encapsulated).content);
  const [content] = readElements(required(wrappedContent).content);
  return {
    type: write(type),
    version: write(version),
    digests: write(digests),
    contentType: write(contentType),
    content: required(content).content,
    rest: rest.map(write),
  };
}

const write = (element: Element | undefined) =>
  writeElement(required(element).tag, required(element).content);

function required(element: Element | undefined): Element {
  if (element === undefined) throw new Error("This is no CMS SignedData.");
  return element;
}

/** How the parts are put together again: in DER, with all the content in one piece, unless said otherwise. */
interface Form {
  write?: typeof writeElement;
  /** The octet string of the content; null leaves it out. */
  octets?: Uint8Array | null;
}

/** Puts a CMS SignedData together again. */
export function joinSignedData(
  parts: SignedDataParts,
  { write = writeElement, octets = writeElement(0x04, parts.content) }: Form = {},
): Uint8Array {
  const wrapped = octets === null ? [] : [write(0xa0, octets)];
  const encapsulated = write(0x30, parts.contentType, ...wrapped);
  const sequence = write(0x30, parts.version, parts.digests, encapsulated, ...parts.rest);
  return write(0x30, parts.type, write(0xa0, sequence));
}
