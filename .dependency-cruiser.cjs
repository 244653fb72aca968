/** The arrows of docs/architecture.md, as errors. Every comment is the message a developer sees. */
const rooms = (...names) => `^(${names.join("|")})/`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "core-is-alone",
      severity: "error",
      comment: "core decides: it imports nothing of ours, so every rule can be read and tested without a server.",
      from: { path: rooms("core") },
      to: { path: rooms("connectors", "server", "phone", "sandbox", "cli", "src/app", "test") },
    },
    {
      name: "core-needs-no-node",
      severity: "error",
      comment: "core is pure: no node built-ins, no native or network packages.",
      from: { path: rooms("core") },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "form-imports-nothing",
      severity: "error",
      comment: "core/form is the neutral language; it must not know what it becomes.",
      from: { path: "^core/form/" },
      to: { path: "^core/(?!form/|errors\\.ts)" },
    },
    {
      name: "connectors-know-core-only",
      severity: "error",
      comment: "A connector talks to one outside system; state and doors belong to server.",
      from: { path: rooms("connectors") },
      to: { path: rooms("server", "phone", "sandbox", "cli", "src/app", "test") },
    },
    {
      name: "no-connector-imports-another",
      severity: "error",
      comment: "Connectors are independent; only connectors/index.ts lists them.",
      from: { path: "^connectors/([^/]+)/" },
      to: { path: "^connectors/([^/]+)/", pathNot: "^connectors/$1/" },
    },
    {
      name: "server-stays-home",
      severity: "error",
      comment: "server may see connectors, core and the contract; never the sandbox, the phone or the command line.",
      from: { path: rooms("server") },
      to: { path: [rooms("phone", "sandbox", "cli", "test"), "^src/app/(?!packages/contract/)"] },
    },
    {
      name: "nobody-imports-server",
      severity: "error",
      comment: "server is imported by cli alone: it is the top of the house.",
      from: { pathNot: rooms("server", "cli", "test") },
      to: { path: rooms("server") },
    },
    {
      name: "phone-shares-no-code",
      severity: "error",
      comment:
        "phone is WhatsApp's side, written from the documentation alone: a misreading must not agree with itself.",
      from: { path: rooms("phone") },
      to: { path: rooms("core", "connectors", "server", "sandbox", "cli", "src/app", "test") },
    },
    {
      name: "sandbox-shares-no-code",
      severity: "error",
      comment: "sandbox is the outside world: it may use the phone and nothing else of ours.",
      from: { path: rooms("sandbox") },
      to: { path: rooms("core", "connectors", "server", "cli", "src/app", "test") },
    },
    {
      name: "contract-is-alone",
      severity: "error",
      comment: "The contract is uploaded to HubSpot alone: it may import only its own workspace's packages.",
      from: { path: "^src/app/packages/contract/" },
      to: { path: rooms("core", "connectors", "server", "phone", "sandbox", "cli", "test") },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Two files that need each other are one file, or a third is missing.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unlisted-packages",
      severity: "error",
      comment: "What runs must be in package.json's dependencies, or a fresh install misses it.",
      from: { path: rooms("core", "connectors", "server", "cli") },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.test\\.tsx?$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
