/** A text as a literal of OData, in which a quote is doubled. To be encoded for a URL as a whole expression. */
// @ts-nocheck

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
