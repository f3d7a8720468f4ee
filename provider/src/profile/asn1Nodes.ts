import type * as asn1 from "asn1js";

// A profile nests some fifteen deep and has less than a thousand nodes; each certificate in it has about a hundred.
export const parseLimits = {
  maxDepth: 64,
  maxNodes: 20_000,
  parseEmbedded: false,
  copyInput: false,
} as const;

/** The elements of a structure; none where the node is no structure. */
export function childrenOf(node: asn1.BaseBlock | undefined): asn1.BaseBlock[] {
  const value: unknown = (node?.valueBlock as { value?: unknown } | undefined)?.value;
  return Array.isArray(value) ? (value as asn1.BaseBlock[]) : [];
}
