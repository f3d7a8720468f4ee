// @ts-nocheck
import type { Behaviour } from "../behaviour.js";

/** The body of a GET of one Intune entity. */
export function wrapEntity(entity: object, envelope: Behaviour["entityEnvelope"]): object {
  return envelope === "wrapped" ? { value: entity } : entity;
}
