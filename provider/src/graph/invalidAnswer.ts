import { GraphError, type RequestDescription } from "./graphError.js";

/** Refuses an answer that is not what was asked for. It leaves open what a write did: it counts as lost, hence no status. */
export function refuseAnswer(request: RequestDescription, what: string): never {
  const message = `${what}: something else may have answered`;
  throw new GraphError(request, { body: { code: "InvalidAnswer", message } });
}

export const noEntity = "the answer has no entity with an id that is a GUID";

/** An answer about another object must not be taken for this one's: its id would be recorded, and deleted later. */
export function requireId<E extends { id: string }>(
  request: RequestDescription,
  entity: E,
  ids: readonly string[],
): E {
  if (ids.includes(entity.id)) return entity;
  return refuseAnswer(request, `the answer is about ${entity.id}, which was not asked for`);
}
