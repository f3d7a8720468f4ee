import { refuseRequest } from "../graphFailure.js";

/** The JSON body, or the 400 of OData's libraries for a body that is not JSON. */
export function readJson(bodyText: string, contentType: string | null): unknown {
  const isDeclared = /^application\/json\b/iu.test(contentType ?? "");
  const value = isDeclared ? parseJson(bodyText) : undefined;
  if (value !== undefined) return value;
  throw refuseRequest(
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
  );
}

export function parseJson(text: string): unknown {
  // Most requests have no body, and an exception takes longer than an answer.
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
