/** Compiles under the flag `u` without complaint, and then means the letters. */
const posixClass = /\[:\^?\w+:\]/;

/**
 * JavaScript's regular expressions with the flag `u`, under which most of what other dialects have (`(?i)`, `\A`, `\Q`, `\pL`)
 * is an error; without it such an expression would match other stacks than its author meant.
 */
export function compileExpressions(texts: readonly string[]): {
  expressions: RegExp[];
  /** One a text that is no such expression. */
  problems: string[];
} {
  const expressions: RegExp[] = [];
  const problems: string[] = [];
  for (const text of texts) {
    const compiled = compile(text);
    if (typeof compiled === "string") problems.push(describe(text, compiled));
    else expressions.push(compiled);
  }
  return { expressions, problems };
}

function compile(text: string): RegExp | string {
  if (posixClass.test(text)) return "classes such as [:alpha:] are not part of them";
  try {
    return new RegExp(text, "u");
  } catch (error) {
    return String(error instanceof Error ? error.message : error).replace(
      /^Invalid regular expression: /,
      "",
    );
  }
}

function describe(text: string, reason: string): string {
  return (
    `${JSON.stringify(text)}, which is no JavaScript regular expression with the flag u (${reason}), so that it names no stack. ` +
    "Write it in that dialect; for either case, write both letters, as in `[Pp]rod`."
  );
}
