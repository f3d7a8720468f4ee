// @ts-nocheck
import { chooseAll, choosePairwise, type Row } from "./pairwise.ts";

/**
 * What a program may choose. The older collection: not declared, the same groups as the assignments include, or groups
 * of its own.
 */
const variantFactors = {
  policy: ["authoritative", "remove", "additive"],
  older: ["undeclared", "same", "own"],
  hasFilter: [false, true],
} as const;

export type Variant = Row<typeof variantFactors>;

/** Rows in which every two choices meet. */
export const variants: readonly Variant[] = choosePairwise(variantFactors);

/** Every policy with every use of the older collection. */
export const unfilteredVariants: readonly Variant[] = chooseAll({
  ...variantFactors,
  hasFilter: [false],
});

export function describeVariant({ policy, older, hasFilter }: Variant): string {
  return `${policy}, older ${older}${hasFilter ? ", with a filter" : ""}`;
}
