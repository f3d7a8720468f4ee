/** A readable text as text of GitHub's Markdown: nothing of it is read as Markdown, HTML, a link or the end of a cell. */
export function escapeMarkdown(readable: string): string {
  const text = readable.replaceAll(/[\\`*_{}[\]<>|~&#$!:@]/gu, (character) =>
    "&<>:@".includes(character) ? `&#${character.codePointAt(0) ?? 0};` : `\\${character}`,
  );
  return text.replace(/^(?=[-+])|(?<=^\d+)(?=[.)])/u, "\\").replaceAll(/(?<=\bwww)\./giu, "&#46;");
}
