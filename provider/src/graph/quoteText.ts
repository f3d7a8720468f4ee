/** A text as a literal of OData, in which a quote is doubled. To be encoded for a URL as a whole expression. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
