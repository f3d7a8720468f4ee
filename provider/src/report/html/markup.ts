/** A piece of HTML. Only `html` and `trusted` make one, so that no text of the tenant's gets into a page as markup. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type MarkupPart = string | number | Markup | readonly MarkupPart[];

/** Joins a template with its parts: text is escaped, markup stays, lists are joined; the template's indentation goes. */
export function html(template: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  const texts = template.map((text) => text.replaceAll(/\n\s*/gu, "\n"));
  return new Markup(String.raw({ raw: texts }, ...parts.map(toText)));
}

/** Markup that is written in this package. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** A sign whose form and colour the class of what holds it decides. It says nothing that words beside it don't. */
export const mark = trusted('<span class="mark" aria-hidden="true"></span>');

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
