import type { Fault, FaultAnswer } from "intune-graph-emulator";

/** The one thing that goes wrong in a life: how, at which request of which step, counted round where there are fewer. */
export interface WrongAnswer {
  step: number;
  request: keyof typeof requests;
  answer: keyof typeof answers;
  /** How many such requests pass before. */
  skip: number;
}

const collection = "iosLobAppProvisioningConfigurations";

export const requests = {
  any: { path: /^\/beta\// },
  listConfigurations: { method: "GET", path: new RegExp(`${collection}(\\?|$)`) },
  getConfiguration: { method: "GET", path: new RegExp(`${collection}/[0-9a-f-]{36}(\\?|$)`) },
  getAssignments: { method: "GET", path: /\/assignments(\?|$)/ },
  getGroupAssignments: { method: "GET", path: /\/groupAssignments(\?|$)/ },
  create: { method: "POST", path: new RegExp(`${collection}$`) },
  patch: { method: "PATCH", path: collection },
  delete: { method: "DELETE", path: collection },
  assign: { method: "POST", path: /\/assign$/ },
} satisfies Record<string, Pick<Fault, "method" | "path">>;

interface Answer {
  respond?: FaultAnswer;
  cut?: "socket";
  after?: "afterEffect";
  /** Ends the engine there, as somebody who kills it does. */
  isKill?: true;
}

export const answers = {
  forbidden: { respond: { status: 403 } },
  notFound: { respond: { status: 404 } },
  serverError: { respond: { status: 500 } },
  serverErrorAfter: { respond: { status: 500 }, after: "afterEffect" },
  lost: { cut: "socket" },
  lostAfter: { cut: "socket", after: "afterEffect" },
  killed: { isKill: true, cut: "socket" },
  killedAfter: { isKill: true, after: "afterEffect" },
} satisfies Record<string, Answer>;

/** As the emulator scripts it. */
export function toFault({ request, answer, skip }: WrongAnswer, kill: () => void): Fault {
  const { isKill, ...rest }: Answer = answers[answer];
  return { ...requests[request], skip, ...rest, ...(isKill && { run: kill }) };
}
