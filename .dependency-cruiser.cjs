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

/** @param name says what is forbidden. */
const forbid = (name, from, to) => ({ name, severity: "error", from, to });

/** A layer may import itself and what stands left of it, but not what stands beside it. */
const layerRules = layers.flatMap((besides, index) =>
  besides.map((layer) => {
    const beside = besides.filter((other) => other !== layer);
    const above = [...beside, ...layers.slice(index + 1).flat(), "index"];
    return forbid(
      `${layer}-imports-only-downwards`,
      { path: `^provider/src/${layer}/` },
      { path: `^provider/src/(${above.map((name) => `${name}\\b`).join("|")})` },
    );
  }),
);

module.exports = {
  forbidden: [
    ...layerRules,
    forbid("no-cycles", {}, { circular: true }),
    // A report is made of values: what reads a tenant, and when, is the command's business.
    forbid(
      "report-is-pure",
      { path: "^provider/src/report/" },
      { pathNot: "^provider/src/(report|domain)/|^(node:)?(crypto|util)$" },
    ),
    // A project is made of values, and of what the handlers would make of them.
    forbid(
      "adopt-is-pure",
      { path: "^provider/src/adopt/" },
      {
        pathNot:
          "^provider/src/(adopt|domain|handlers|hosting|dynamic|version)|^(node:)?(crypto|path)$",
      },
    ),
    // An explanation is made of what the engine wrote, and of what the handlers would remove.
    forbid(
      "explain-is-pure",
      { path: "^provider/src/explain/" },
      { pathNot: "^provider/src/(explain|domain|handlers|hosting)/|^(node:)?util$" },
    ),
    forbid(
      "only-cli-makes-reports-and-projects",
      { path: "^provider/src/", pathNot: "^provider/src/(adopt|explain|report|cli)/" },
      { path: "^provider/src/(adopt|explain|report|cli)/" },
    ),
    // A command runs where no stack is.
    forbid(
      "cli-needs-no-pulumi",
      { path: "^provider/src/cli/" },
      { path: "^provider/src/(resources|index)|@pulumi/" },
    ),
    // No I/O, no clock, no library: the domain is functions of values.
    forbid(
      "domain-is-pure",
      { path: "^provider/src/domain/" },
      { pathNot: "^provider/src/domain/" },
    ),
    // No file, no socket, no process: bytes come in, a profile goes out.
    forbid(
      "profile-reads-bytes-only",
      { path: "^provider/src/profile/" },
      { dependencyTypes: ["core"], pathNot: "^(node:)?buffer$" },
    ),
    forbid(
      "graph-and-profile-never-meet-pulumi",
      { path: "^provider/src/(graph|profile)/" },
      { path: "@pulumi/" },
    ),
    // A native provider will call the same handlers.
    forbid("handlers-never-meet-pulumi", { path: "^provider/src/handlers/" }, { path: "@pulumi/" }),
    forbid(
      "only-graph-speaks-http",
      { path: "^provider/src/", pathNot: "^provider/src/graph/" },
      { path: "node_modules/(axios|@azure)/" },
    ),
    forbid(
      "provider-never-imports-the-emulator",
      { path: "^provider/" },
      { path: "^emulator/|intune-graph-emulator" },
    ),
    forbid(
      "emulator-never-imports-the-provider",
      { path: "^emulator/" },
      { path: "^provider/|pulumi-intune-provisioning/" },
    ),
    // The pack reads what the engine shows it of any release; nothing of the provider runs in it.
    forbid(
      "policy-knows-public-types-only",
      { path: "^policy/" },
      { path: "^provider/(?!dist/index\\.)|^emulator/" },
    ),
    forbid(
      "policy-knows-the-provider-by-type-only",
      { path: "^policy/" },
      { path: "^provider/", dependencyTypesNot: ["type-only"] },
    ),
    forbid("examples-use-the-package-by-name", { path: "^examples/" }, { path: "^provider/src/" }),
    forbid("imports-resolve", {}, { couldNotResolve: true }),
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
