const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;
const dateTimeOffset = /^-?\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d)$/u;

/** Whether a JSON value is one of a primitive type. Source: OData's JSON format, 4.01. */
const primitiveChecks: Readonly<Record<string, (value: unknown) => boolean>> = {
  "Edm.String": (value) => typeof value === "string",
  "Edm.Boolean": (value) => typeof value === "boolean",
  "Edm.Int32": (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31 - 1,
  "Edm.Binary": (value) => typeof value === "string" && base64.test(value),
  "Edm.DateTimeOffset": (value) =>
    typeof value === "string" && dateTimeOffset.test(value) && !Number.isNaN(Date.parse(value)),
};

/** Wording after OData's libraries. */
export function checkPrimitive(value: unknown, type: string, name: string): string | undefined {
  if (primitiveChecks[type]?.(value) === true) return undefined;
  return `Cannot convert the value of property '${name}' to the expected type '${type}'.`;
}
