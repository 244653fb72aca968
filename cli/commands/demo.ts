import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseConfig } from "../../server/config.ts";
import { demoText } from "../demo/print.ts";
import { runDemo } from "../demo/scenario.ts";
import { CommandFailed, print, printJson } from "../output.ts";
import { newSandboxSecrets } from "../sandbox-secrets.ts";
import { startSandboxWorld } from "../sandbox-world.ts";

/** `npm run demo`: one form all the way round. Exit code 0 only if every part was read back and is right. */
export async function demoCommand({ json }: { json?: boolean }): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-demo-"));
  // The demo never looks at the environment: it shows the same wherever it runs.
  const parsed = parseConfig({ PORT: "0", DATABASE_FILE: path.join(folder, "demo.db"), LOG_LEVEL: "silent" });
  if (parsed.kind !== "sandbox") throw new Error("The demo's own settings are wrong.");
  try {
    const world = await startSandboxWorld(parsed.settings, newSandboxSecrets());
    try {
      const outcome = await runDemo(world);
      if (json) printJson(outcome);
      else print(demoText(outcome));
      if (outcome.problems.length > 0)
        throw new CommandFailed(`The demo did not come round:\n  ${outcome.problems.join("\n  ")}`);
    } finally {
      await world.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
