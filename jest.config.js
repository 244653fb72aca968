/** Slow proofs end in `.all.test.ts`; `npm run test:all` runs them too. */
const all = process.env.FLOWELLA_TEST_ALL === "1";

/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts", "**/*.test.tsx"],
  testPathIgnorePatterns: all ? ["/node_modules/"] : ["/node_modules/", "\\.all\\.test\\.tsx?$"],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: {
    "\\.tsx?$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", tsx: true },
          target: "es2024",
          transform: { react: { runtime: "automatic" } },
        },
        module: { type: "es6" },
      },
    ],
  },
  globalSetup: "./test/databases/global-setup.js",
  setupFiles: ["<rootDir>/test/repeatable.ts"],
  globalTeardown: "./test/databases/global-teardown.js",
  testTimeout: 180_000,
  maxWorkers: 2,
  // What test files leave in a worker slows the collector down: one that grew too far makes room for a new one.
  workerIdleMemoryLimit: "1GB",
};
