import { ControlFailure, type ControlOperation } from "./controlOperation.js";
import { listOf, reference } from "./controlSchemas.js";

/** Decisions, and the states in which each is possible. */
const decisions = {
  approve: { summary: "Lets the change be made, once", from: ["pending"] },
  reject: { summary: "Refuses the change", from: ["pending", "approved"] },
  expire: { summary: "Lets the time of the change run out", from: ["pending", "approved"] },
} as const;

export const approvalOperations: readonly ControlOperation[] = [
  {
    method: "GET",
    path: "/approvals",
    summary: "The changes for which Multi Admin Approval was asked, oldest first",
    gives: listOf("Approval"),
    handle: (_call, { emulator }) => emulator.approvals.list,
  },
  ...(["approve", "reject", "expire"] as const).map((name): ControlOperation => {
    const { summary, from } = decisions[name];
    return {
      method: "POST",
      path: `/approvals/:code/${name}`,
      summary,
      gives: reference("Approval"),
      handle: ({ parameters }, { emulator: { approvals } }) => {
        const code = parameters["code"] ?? "";
        const state = approvals.find(code)?.state;
        if (state === undefined) throw new ControlFailure(404, `No change has the code '${code}'.`);
        if (!from.some((each) => each === state)) {
          throw new ControlFailure(409, `The change '${code}' is ${state}. Nothing was changed.`);
        }
        approvals[name](code);
        return approvals.find(code);
      },
    };
  }),
];
