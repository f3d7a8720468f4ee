import { readBehaviour } from "../documents/readBehaviour.js";
import type { Fault } from "../pipeline/faultScript.js";
import type { TenantDocument } from "../store/tenantDocument.js";
import { approvalOperations } from "./approvalOperations.js";
import type { ControlOperation } from "./controlOperation.js";
import { listOf, reference } from "./controlSchemas.js";

export const controlOperations: readonly ControlOperation[] = [
  {
    method: "POST",
    path: "/reset",
    summary: "Puts tenant, switches, faults, approvals and the log back to how the program started",
    handle: (_call, { reset }) => {
      reset();
    },
  },
  {
    method: "GET",
    path: "/tenant",
    summary: "Everything in the tenant, in the form that a seed has",
    gives: reference("Tenant"),
    handle: (_call, { emulator }) => emulator.tenant.document,
  },
  {
    method: "POST",
    path: "/seed",
    summary: "Adds groups and configurations with their sets; one of the same id is replaced",
    takes: "Tenant",
    gives: reference("Tenant"),
    handle: ({ body }, { emulator }) => {
      emulator.tenant.load(body as TenantDocument);
      return emulator.tenant.document;
    },
  },
  {
    method: "GET",
    path: "/behaviour",
    summary: "The switches as they are",
    gives: reference("Behaviour"),
    handle: (_call, { emulator }) => showBehaviour(emulator.behaviour),
  },
  {
    method: "PATCH",
    path: "/behaviour",
    summary: "Changes switches; null stands for none",
    takes: "Behaviour",
    gives: reference("Behaviour"),
    handle: ({ body }, { emulator }) => {
      emulator.setBehaviour(readBehaviour(body));
      return showBehaviour(emulator.behaviour);
    },
  },
  {
    method: "GET",
    path: "/faults",
    summary: "The faults in the order of the script, each with how many requests it has hit",
    gives: listOf("ScriptedFault"),
    handle: (_call, { emulator }) =>
      emulator.faults.list.map(({ fault, hits }) => ({ ...fault, hits })),
  },
  {
    method: "POST",
    path: "/faults",
    summary: "Makes something go wrong with requests to come",
    takes: "Fault",
    handle: ({ body }, { emulator }) => {
      emulator.script(body as Fault);
    },
  },
  {
    method: "DELETE",
    path: "/faults",
    summary: "Takes every fault out of the script",
    handle: (_call, { emulator }) => {
      emulator.faults.clear();
    },
  },
  {
    method: "GET",
    path: "/requests",
    summary: "What arrived so far, sign-ins and parts of batches included, in order of arrival",
    gives: listOf("Request"),
    handle: (_call, { emulator }) => emulator.requests,
  },
  {
    method: "DELETE",
    path: "/requests",
    summary: "Empties the log of requests",
    handle: (_call, { emulator }) => {
      emulator.clearRequests();
    },
  },
  ...approvalOperations,
];

/** JSON has no undefined. */
function showBehaviour(behaviour: object): object {
  const switches = Object.entries(behaviour).map(([name, value]: [string, unknown]) => [
    name,
    value ?? null,
  ]);
  return Object.fromEntries(switches) as object;
}
