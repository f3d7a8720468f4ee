import type { Behaviour } from "../behaviour.js";

export function wrapEntity(entity: object, envelope: Behaviour["entityEnvelope"]): object {
  return envelope === "wrapped" ? { value: entity } : entity;
}
