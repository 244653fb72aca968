/**
 * HubSpot's development server for the first card of a project, for the sake of its signing proxy:
 * `node proxy.js PROJECT PORT`, with `CLIENT_SECRET` set. Says `ready` when it listens, and ends with its standard input.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { translateForLocalDev } from "@hubspot/project-parsing-lib/translate";
import { DevModeUnifiedInterfaceNonSingleton } from "@hubspot/ui-extensions-dev-server";

const accountId = 1;
const [project = "", port = ""] = process.argv.slice(2);
const { srcDir, platformVersion } = JSON.parse(await readFile(path.join(project, "hsproject.json"), "utf8"));
const projectSourceDir = path.join(project, srcDir);
const { intermediateRepresentation } = await translateForLocalDev(
  { projectSourceDir, platformVersion, accountId },
  { profile: "example" },
);
const all = Object.entries(intermediateRepresentation.intermediateNodesIndexedByUid);
const app = all.filter(([, { componentType }]) => componentType === "APPLICATION");
// With more than one it asks on the terminal which to run.
const [card] = all.filter(([, { componentType }]) => componentType === "CARD");

const quiet = () => {};
const server = new DevModeUnifiedInterfaceNonSingleton();
await server.setup({
  components: Object.fromEntries([...app, card]),
  profileData: {},
  platformVersion,
  logger: { info: quiet, debug: quiet, warn: quiet, error: (...words) => process.stderr.write(`${words.join(" ")}\n`) },
  urls: { api: "https://api.hubapi.com", web: "https://app.hubspot.com" },
  setActiveApp: async () => {},
  onUploadRequired: quiet,
});
await server.start({
  accountId,
  requestPorts: async (asked) => Object.fromEntries(asked.map(({ instanceId }) => [instanceId, Number(port)])),
  projectConfig: { srcDir, platformVersion },
});
process.stdout.write("ready\n");

process.stdin.on("end", () => process.exit(0)).resume();
