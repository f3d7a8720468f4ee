/** Only `html` and `trusted` make it, so that no text of the tenant becomes markup. */
export class Markup {
  constructor(readonly text: string) {}
}

type MarkupPart = string | number | Markup | readonly MarkupPart[];

/** Escapes text, keeps markup, joins lists, and drops the template's indentation. */
export function html(template: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  const texts = template.map((text) => text.replaceAll(/\n\s*/gu, "\n"));
  return new Markup(String.raw({ raw: texts }, ...parts.map(toText)));
}

/** Only for markup written in this package. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** Its form and colour come from the parent's class; the words beside it say the same. */
export const mark = trusted('<span class="mark" aria-hidden="true"></span>');

function toText(part: MarkupPart): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(toText).join("");
  const escape = (character: string): string => `&#${character.charCodeAt(0)};`;
  return String(part).replaceAll(/[&<>"']/gu, escape);
}
