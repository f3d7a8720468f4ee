import type { Answer } from "../answer.js";
import type { Behaviour } from "../behaviour.js";

export function answerPatch(entity: object, form: Behaviour["patchAnswer"]): Answer {
  return form === "entity" ? { status: 200, body: entity } : { status: 204 };
}
