import {
  addApp,
  addSet,
  at,
  dropAt,
  editApp,
  editSet,
  editTwo,
  groupsOf,
  otherShape,
  recall,
  type Edit,
} from "./editing.ts";

/** What users do to a program. Without an alias, the engine makes a new resource and deletes the old one. */
export const edits = {
  none: (program) => program,
  addApp: (program, a, b, { next }) =>
    addApp(program, a % 2 ? "apart" : "component", groupsOf(b), next()),
  removeApp: (program, a) => ({ ...program, apps: dropAt(program.apps, a) }),

  rename: editApp((_, { next }) => ({ name: `app-${next()}`, formerly: [] })),
  renameWithAlias: editApp((app, { next }) => ({ name: `app-${next()}`, formerly: recall(app) })),
  swapNames: editTwo((one, other) => [
    { name: other.name, shape: other.shape, formerly: [] },
    { name: one.name, shape: one.shape, formerly: [] },
  ]),
  chainNames: editTwo((_, other, { next }) => [
    { name: other.name, shape: other.shape, formerly: [] },
    { name: `app-${next()}`, formerly: [] },
  ]),
  chainNamesWithAliases: editTwo((one, other, { next }) => [
    { name: other.name, shape: other.shape, formerly: recall(one) },
    { name: `app-${next()}`, formerly: recall(other) },
  ]),
  moveInOrOut: editApp(({ shape }) => ({ shape: otherShape(shape), formerly: [] })),
  moveInOrOutWithAlias: editApp((app) => ({ shape: otherShape(app.shape), formerly: recall(app) })),

  pin: editApp((app, { idOf }) => ({ adoptId: idOf(app) })),
  unpin: editApp(() => ({ adoptId: undefined })),
  mistype: editApp(() => ({ adoptId: "00000000-0000-4000-8000-00000000dead" })),
  repoint: editApp((_, { foreign }, b) => ({ adoptId: at(foreign, b)?.id })),
  adoptForeign: editApp((app, { foreign }, b) => {
    const { id, title, profile } = at(foreign, b) ?? { ...app, id: app.adoptId };
    return { adoptId: id, title, profile };
  }),
  swapIds: editTwo((one, other) => [{ adoptId: other.adoptId }, { adoptId: one.adoptId }]),
  handOverId: editTwo((one, _, { idOf }) => [{ adoptId: undefined }, { adoptId: idOf(one) }]),
  shareId: editTwo((one, _, { idOf }) => [{}, { adoptId: idOf(one) }]),

  regroup: editApp((_, __, b) => ({ groups: groupsOf(b) })),
  moveGroup: editTwo((one, other) => [
    { groups: one.groups.slice(1) },
    { groups: [...new Set([...other.groups, ...one.groups.slice(0, 1)])] },
  ]),
  changeMode: editApp(({ mode }) => ({
    mode: mode === "additive" ? "authoritative" : "additive",
  })),
  retitle: editApp((_, { next }) => ({ title: `App ${next()}` })),
  renew: editApp((_, { next }) => ({ profile: next() })),

  addSet: (program, a, b, { foreign, next }) =>
    addSet(program, {
      on: at(foreign, a)?.id,
      groups: groupsOf(b),
      mode: "additive",
      number: next(),
    }),
  addSetOnApp: (program, a, b, { idOf, next }) => {
    const app = at(program.apps, a);
    return addSet(program, {
      on: app && idOf(app),
      groups: groupsOf(b),
      mode: b % 2 ? "additive" : "authoritative",
      number: next(),
    });
  },
  removeSet: (program, a) => ({ ...program, sets: dropAt(program.sets, a) }),
  renameSet: editSet((_, { next }) => ({ name: `set-${next()}`, formerly: [] })),
  renameSetWithAlias: editSet(({ name, formerly }, { next }) => ({
    name: `set-${next()}`,
    formerly: [name, ...formerly],
  })),
  moveSet: editSet(({ on }, { foreign }) => ({
    on: at(foreign, foreign.findIndex(({ id }) => id === on) + 1)?.id ?? on,
  })),
  regroupSet: editSet((_, __, b) => ({ groups: groupsOf(b) })),
} satisfies Record<string, Edit>;

export type EditName = keyof typeof edits;
