import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findBlocks, type Block } from "../docs/blocks.ts";

const docs = join(import.meta.dirname, "..", "..", "docs");

/** Programs, what an engine prints, and commands of a recipe, in the order in which a reader comes to them. */
export function findRecipeBlocks(title: string): Block[] {
  const file = join(docs, "cookbook", `${title.toLowerCase().replaceAll(" ", "-")}.md`);
  return findBlocks(readFileSync(file, "utf8")).filter(({ language }) =>
    ["ts", "text", "sh"].includes(language),
  );
}

/** The program that recipes without one of their own start from. */
export function readBaseProgram(): string {
  return findBlocks(readFileSync(join(docs, "cookbook.md"), "utf8"))[0]?.body ?? "";
}

/** The first line of `expected` that was not printed, if any. Lines come in order; `…` stands for anything. */
export function findUnprinted(expected: string, printed: string): string | undefined {
  let rest = printed.split("\n");
  for (const line of expected.trim().split("\n")) {
    const pieces = line.trim().split("…");
    const index = rest.findIndex((candidate) => holdsInOrder(candidate, pieces));
    if (index < 0) return line.trim();
    rest = rest.slice(index + 1);
  }
  return undefined;
}

function holdsInOrder(text: string, pieces: string[]): boolean {
  let from = 0;
  return pieces.every((piece) => {
    const index = text.indexOf(piece, from);
    from = index + piece.length;
    return index >= 0;
  });
}
