/**
 * Bundles one entry as HubSpot's cloud does, with HubSpot's own bundler: `node bundle.js ENTRY`, where ENTRY is a file in a
 * folder whose packages are installed. Leaves `dist/` beside it.
 */
import path from "node:path";
import { remoteBuild } from "@hubspot/ui-extensions-dev-server/build";

const [entry = ""] = process.argv.slice(2);
await remoteBuild({
  root: path.dirname(entry),
  entryPoint: entry,
  outputDir: path.join(path.dirname(entry), "dist"),
  logLevel: "warn",
  appConfig: { variables: {} },
});
