import type * as asn1 from "asn1js";

// A profile nests some 15 deep and has under 1,000 nodes; a certificate has about 100.
export const parseLimits = {
  maxDepth: 64,
  maxNodes: 20_000,
  parseEmbedded: false,
  copyInput: false,
} as const;

/** Empty if the node has no elements. */
export function childrenOf(node: asn1.BaseBlock | undefined): asn1.BaseBlock[] {
  const value: unknown = (node?.valueBlock as { value?: unknown } | undefined)?.value;
  return Array.isArray(value) ? (value as asn1.BaseBlock[]) : [];
}
