import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseConfig } from "../../server/config.ts";
import { demoText } from "../demo/print.ts";
import { runDemo } from "../demo/scenario.ts";
import { scenarios } from "../demo/use-cases/index.ts";
import { templateText } from "../demo/use-cases/print.ts";
import { type RunOptions, runUseCase } from "../demo/use-cases/run.ts";
import { CommandFailed, print, printJson } from "../output.ts";
import { newSandboxSecrets } from "../sandbox-secrets.ts";
import { type SandboxWorld, startSandboxWorld } from "../sandbox-world.ts";

export interface DemoOptions {
  readonly json?: boolean;
  /** Name of a use case; without one, a form of the business's own. */
  readonly template?: string;
}

/**
 * `npm run demo`: one form all the way round, or a use case. Exit code 0 only if every part was read back and is right.
 */
export async function demoCommand({ json = false, template }: DemoOptions): Promise<void> {
  const scenario = scenarios.find(({ name }) => name === template);
  if (template !== undefined && !scenario) {
    const names = scenarios.map(({ name }) => name).join(", ");
    throw new CommandFailed(`There is no template “${template}”. Choose one of: ${names}.`);
  }
  await inSandbox(async (world, options) => {
    if (scenario) {
      const outcome = await runUseCase(world, scenario, options);
      tell(outcome, templateText, json);
    } else {
      tell(await runDemo(world), demoText, json);
    }
  });
}

function tell<Outcome extends { readonly problems: readonly string[] }>(
  outcome: Outcome,
  inWords: (outcome: Outcome) => string,
  json: boolean,
): void {
  if (json) printJson(outcome);
  else print(inWords(outcome));
  if (outcome.problems.length > 0)
    throw new CommandFailed(`The demo did not come round:\n  ${outcome.problems.join("\n  ")}`);
}

async function inSandbox(run: (world: SandboxWorld, options: RunOptions) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-demo-"));
  // The demo never looks at the environment: it shows the same wherever it runs.
  const parsed = parseConfig({ PORT: "0", DATABASE_FILE: path.join(folder, "demo.db"), LOG_LEVEL: "silent" });
  if (parsed.kind !== "sandbox") throw new Error("The demo's own settings are wrong.");
  let shift = 0;
  const now = () => Date.now() + shift;
  try {
    const world = await startSandboxWorld(parsed.settings, newSandboxSecrets(), { now, withMail: true });
    try {
      await run(world, {
        moveClock: (ms) => {
          shift += ms;
        },
      });
    } finally {
      await world.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
