/** A piece of HTML. Only `html` makes one, so that no text of the tenant's gets into a page as markup. */
// @ts-nocheck

export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type MarkupPart = string | number | Markup | readonly MarkupPart[];

/** Joins a template with its parts: text is escaped, markup stays, lists are joined; the template's indentation goes. */
export function html(template: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return new Markup(
    template.reduce(
      (text, next, index) =>
        text + toText(parts[index - 1] ?? "") + next.replaceAll(/\n\s*/gu, "\n"),
      "",
    ),
  );
}

/** Markup that is written in this package. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function toText(part: MarkupPart): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(toText).join("");
  return String(part).replaceAll(/[&<>"']/gu, (character) => entities[character] ?? "");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
