import type { LoggedRequest } from "../pipeline/requestLog.js";

export function describeRequest({ time, method, path, status, batch }: LoggedRequest): string {
  const clock = new Date(time).toISOString().slice(11, 23);
  return `${clock} ${method} ${path} ${status ?? "cut"}${batch ? " (part of a batch)" : ""}`;
}
