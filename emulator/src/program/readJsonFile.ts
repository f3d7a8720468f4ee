import { readFileSync } from "node:fs";
import { DocumentError } from "../documents/checkDocument.js";

/** Errors name the file. */
export function readJsonFile(file: string, use: (value: unknown) => void): void {
  const text = readFileSync(file, "utf8");
  try {
    use(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof DocumentError)) throw error;
    throw new DocumentError(`${file}: ${error.message}`);
  }
}
