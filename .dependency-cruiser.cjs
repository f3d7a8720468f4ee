/**
 * The layers of the provider, and the wall between the provider and the emulator.
 * docs/architecture.md says why.
 */
const layers = [
  ["domain"],
  ["profile", "graph"],
  ["handlers"],
  ["hosting"],
  ["dynamic"],
  ["program"],
  ["resources", "lookups"],
  ["native"],
];

/** A layer may import itself and what stands left of it, but not what stands beside it. */
const layerRules = layers.flatMap((besides, index) =>
  besides.map((layer) => {
    const beside = besides.filter((other) => other !== layer);
    const above = [...beside, ...layers.slice(index + 1).flat(), "index"];
    return {
      name: `${layer}-imports-only-downwards`,
      severity: "error",
      from: { path: `^provider/src/${layer}/` },
      to: { path: `^provider/src/(${above.map((name) => `${name}\\b`).join("|")})` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "report-is-pure",
      comment:
        "A report is made of values: what reads a tenant, and when, is the command's business.",
      severity: "error",
      from: { path: "^provider/src/report/" },
      to: { pathNot: "^provider/src/(report|domain)/|^(node:)?(crypto|util)$" },
    },
    {
      name: "adopt-is-pure",
      comment: "A project is made of values, and of what the handlers would make of them.",
      severity: "error",
      from: { path: "^provider/src/adopt/" },
      to: { pathNot: "^provider/src/(adopt|domain|handlers|hosting|dynamic|version)" },
    },
    {
      name: "explain-is-pure",
      comment:
        "An explanation is made of what the engine wrote, and of what the handlers would remove.",
      severity: "error",
      from: { path: "^provider/src/explain/" },
      to: { pathNot: "^provider/src/(explain|domain|handlers|hosting)/|^(node:)?util$" },
    },
    {
      name: "only-cli-makes-reports-and-projects",
      severity: "error",
      from: { path: "^provider/src/", pathNot: "^provider/src/(adopt|explain|report|cli)/" },
      to: { path: "^provider/src/(adopt|explain|report|cli)/" },
    },
    {
      name: "cli-needs-no-pulumi",
      comment: "A command runs where no stack is.",
      severity: "error",
      from: { path: "^provider/src/cli/" },
      to: { path: "^provider/src/(resources|index)|@pulumi/" },
    },
    {
      name: "domain-is-pure",
      comment: "No I/O, no clock, no library: the domain is functions of values.",
      severity: "error",
      from: { path: "^provider/src/domain/" },
      to: { pathNot: "^provider/src/domain/" },
    },
    {
      name: "profile-reads-bytes-only",
      comment: "No file, no socket, no process: bytes come in, a profile goes out.",
      severity: "error",
      from: { path: "^provider/src/profile/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    {
      name: "graph-and-profile-never-meet-pulumi",
      severity: "error",
      from: { path: "^provider/src/(graph|profile)/" },
      to: { path: "@pulumi/" },
    },
    {
      name: "handlers-never-meet-pulumi",
      comment: "A native provider will call the same handlers.",
      severity: "error",
      from: { path: "^provider/src/handlers/" },
      to: { path: "@pulumi/" },
    },
    {
      name: "only-graph-speaks-http",
      severity: "error",
      from: { path: "^provider/src/", pathNot: "^provider/src/graph/" },
      to: { path: "node_modules/(axios|@azure)/" },
    },
    {
      name: "provider-never-imports-the-emulator",
      severity: "error",
      from: { path: "^provider/" },
      to: { path: "^emulator/|intune-graph-emulator" },
    },
    {
      name: "emulator-never-imports-the-provider",
      severity: "error",
      from: { path: "^emulator/" },
      to: { path: "^provider/|pulumi-intune-provisioning/" },
    },
    {
      name: "policy-knows-public-types-only",
      comment:
        "The pack reads what the engine shows it of any release; nothing of the provider runs in it.",
      severity: "error",
      from: { path: "^policy/" },
      to: { path: "^provider/(?!dist/index\\.)|^emulator/" },
    },
    {
      name: "policy-knows-the-provider-by-type-only",
      severity: "error",
      from: { path: "^policy/" },
      to: { path: "^provider/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "examples-use-the-package-by-name",
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^provider/src/" },
    },
    {
      name: "imports-resolve",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|/dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
