// @ts-nocheck
import { SaxesParser } from "saxes";
import { quoteValue } from "../domain/problem.js";
import { PropertyListBuilder } from "./propertyListBuilder.js";
import type { PropertyListValue } from "./propertyList.js";
import { UnreadableError } from "./unreadableError.js";

/**
 * Reads an XML property list, strictly: what two readers could understand differently is refused. Work and memory grow
 * with the text alone, since there are no entities but XML's own five: a DOCTYPE that declares some is refused, and the
 * usual one, which only names Apple's DTD, is not followed.
 * @throws {UnreadableError} with the line, column and what is wrong there.
 */
export function readPropertyList(xml: string): PropertyListValue {
  const parser = new SaxesParser();
  const builder = new PropertyListBuilder();
  const refuse = (reason: string): never => {
    throw new UnreadableError(`at line ${parser.line}, column ${parser.column}: ${reason}`);
  };
  const refusing =
    <Event>(step: (event: Event) => string | undefined) =>
    (event: Event): void => {
      const reason = step(event);
      if (reason !== undefined) refuse(reason);
    };
  parser.on(
    "error",
    refusing(({ message }) => tidyMessage(message)),
  );
  parser.on(
    "xmldecl",
    refusing(({ encoding }) => findEncodingProblem(encoding)),
  );
  parser.on("doctype", refusing(findDoctypeProblem));
  parser.on(
    "opentag",
    refusing(({ name }) => builder.open(name)),
  );
  const addText = refusing((text: string) => builder.addText(text));
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on(
    "closetag",
    refusing(() => builder.close()),
  );
  parser.write(xml).close();
  if (builder.root === undefined) throw new UnreadableError("its <plist> is empty");
  return builder.root;
}

/** Without the parser's own place and full stop; an element's name in it may be as long as the file. */
function tidyMessage(message: string): string {
  return message
    .replace(/^\d+:\d+: /, "")
    .slice(0, 100)
    .replace(/\.$/, "");
}

function findEncodingProblem(encoding: string | undefined): string | undefined {
  if (encoding === undefined || /^(?:utf-8|us-ascii)$/i.test(encoding)) return undefined;
  return `its XML declares the encoding ${quoteValue(encoding)}, and only UTF-8 is read`;
}

function findDoctypeProblem(doctype: string): string | undefined {
  return doctype.includes("[")
    ? "its DOCTYPE has declarations of its own, which no profile of Apple's has and which are not read"
    : undefined;
}
