export interface Block {
  language: string;
  body: string;
}

/** The fenced blocks of a Markdown text, those in lists too. */
export const findBlocks = (text: string): Block[] =>
  [...text.matchAll(/^ *```(\w+)\n(.*?)^ *```/gms)].map(([, language = "", body = ""]) => ({
    language,
    body,
  }));
