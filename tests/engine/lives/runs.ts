import type { RunOptions, TestTenant } from "../tenantStack.ts";
import { liveGroup } from "../liveTargets.ts";
import { at } from "./editing.ts";

/** What a person runs; a number says what `--target` or `--replace` is of. */
export interface Command {
  verb: "up" | "refresh" | "preview" | "destroy";
  options: (urns: readonly string[], a: number) => RunOptions;
}

const pick = (urns: readonly string[], a: number): string[] =>
  [at(urns, a)].filter((urn) => urn !== undefined);

export const commands = {
  up: { verb: "up", options: () => ({}) },
  upContinuing: { verb: "up", options: () => ({ continueOnError: true }) },
  upRefreshing: { verb: "up", options: () => ({ refresh: true }) },
  upRefreshingContinuing: { verb: "up", options: () => ({ refresh: true, continueOnError: true }) },
  upTarget: { verb: "up", options: (urns, a) => ({ target: pick(urns, a) }) },
  upTargetContinuing: {
    verb: "up",
    options: (urns, a) => ({ target: pick(urns, a), continueOnError: true }),
  },
  upReplace: { verb: "up", options: (urns, a) => ({ replace: pick(urns, a) }) },
  refresh: { verb: "refresh", options: () => ({}) },
  preview: { verb: "preview", options: () => ({}) },
  destroy: { verb: "destroy", options: () => ({}) },
  destroyContinuing: { verb: "destroy", options: () => ({ continueOnError: true }) },
  destroyTarget: { verb: "destroy", options: (urns, a) => ({ target: pick(urns, a) }) },
} satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;

type PortalEdit = (tenant: TestTenant, a: number, b: number) => void;

/** What people do in the portal meanwhile, to a configuration that a number picks. */
export const portalEdits = {
  none: () => undefined,
  addEntry: ({ emulator }, a, b) => {
    const id = at(emulator.tenant.configurations, a)?.id;
    const group = liveGroup(1 + (b % 9));
    const isThere = (entry: { groupId?: string }): boolean => entry.groupId === group.groupId;
    if (id === undefined || emulator.tenant.assignmentsOf(id).some(isThere)) return;
    emulator.tenant.addAssignment(id, group);
  },
  removeEntry: ({ emulator }, a, b) => {
    const id = at(emulator.tenant.configurations, a)?.id;
    const entry = id === undefined ? undefined : at(emulator.tenant.assignmentsOf(id), b);
    if (id === undefined || entry === undefined) return;
    emulator.tenant.removeAssignment(id, ({ groupId }) => groupId === entry.groupId);
  },
  retitle: ({ emulator }, a, b) => {
    const id = at(emulator.tenant.configurations, a)?.id;
    if (id !== undefined)
      emulator.tenant.updateConfiguration(id, { displayName: `Edited ${b % 2}` });
  },
  remove: ({ emulator }, a) => {
    const id = at(emulator.tenant.configurations, a)?.id;
    if (id !== undefined) emulator.tenant.removeConfiguration(id);
  },
} satisfies Record<string, PortalEdit>;

export type PortalEditName = keyof typeof portalEdits;
