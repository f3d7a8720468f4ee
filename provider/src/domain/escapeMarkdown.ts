/** For GitHub: HTML, links and table cells too. */
export function escapeMarkdown(readable: string): string {
  const text = readable.replaceAll(/[\\`*_{}[\]<>|~&#$!:@]/gu, (character) =>
    "&<>:@".includes(character) ? `&#${character.codePointAt(0) ?? 0};` : `\\${character}`,
  );
  return text.replace(/^(?=[-+])|(?<=^\d+)(?=[.)])/u, "\\").replaceAll(/(?<=\bwww)\./giu, "&#46;");
}
