/** `flowella deliveries`, `flowella replay`, `flowella mapping`: what did not land, and giving it another try. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { z } from "zod";
import { readJson } from "../input.ts";
import { print, printJson } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface FilterOptions extends ServerOptions {
  readonly portal?: string;
  readonly flow?: string;
  readonly code?: string;
  readonly step?: string;
  readonly submission?: string;
  readonly json?: boolean;
}

export function addDeliveryCommands(flowella: Command, withServer: Extend): void {
  withServer(
    filtered(flowella.command("deliveries"))
      .description("Show how each destination is doing, what waits, and what was given up with the reason")
      .option("--json", "print one JSON line per portal"),
  ).action(deliveriesCommand);

  withServer(
    filtered(flowella.command("replay"))
      .description("Try dead letters again, with the mapping as it is now, and show how far they get")
      .option("--no-wait", "do not wait until they have landed")
      .option("--json", "print one JSON line per portal"),
  ).action(replayCommand);

  withServer(
    flowella
      .command("mapping")
      .description("Show which answer becomes which property, or replace that by a file; replays use it, too")
      .requiredOption("--portal <id>", "the portal")
      .requiredOption("--flow <id>", "the Flow")
      .option("--file <file>", "the edited mapping as JSON, or - for standard input"),
  ).action(async (options: ServerOptions & { portal: string; flow: string; file?: string }) => {
    const asked = { portalId: options.portal, flowId: options.flow };
    if (!options.file) return askAndPrint("/operator/mapping", asked, options);
    const mapping = await readJson(options.file);
    await askAndPrint("/operator/mapping/edit", { ...asked, mapping }, options);
  });
}

function filtered(command: Command): Command {
  return command
    .option("--portal <id>", "only this portal; otherwise all of them")
    .option("--flow <id>", "only this Flow")
    .option("--code <code>", "only this reason, such as hubspot.recaptcha")
    .option("--submission <id>", "only this submission")
    .option("--step <id>", "only this one step");
}

const deliveriesSchema = z.object({
  destinations: z.array(
    z.object({
      destination: z.string(),
      state: z.string(),
      reason: z.string().nullable(),
      pausedSince: z.number().nullable(),
      nextProbeAt: z.number().nullable(),
      ready: z.number(),
      blocked: z.number(),
      dead: z.number(),
      waitingForPerson: z.number(),
    }),
  ),
  deadLetters: z.array(
    z.object({
      stepId: z.string(),
      submissionId: z.string(),
      flowName: z.string(),
      step: z.string(),
      code: z.string(),
      says: z.string(),
      attempts: z.number(),
      since: z.number(),
    }),
  ),
});

async function deliveriesCommand(options: FilterOptions): Promise<void> {
  for (const portalId of await portalsOf(options)) {
    const said = await askServer("/operator/deliveries", { portalId, ...filterOf(options) }, options);
    if (options.json) {
      printJson({ portalId, ...z.looseObject({}).parse(said) });
      continue;
    }
    const { destinations, deadLetters } = deliveriesSchema.parse(said);
    print(`Portal ${portalId}`);
    for (const each of destinations) {
      const paused = each.state === "paused" ? `, paused since ${time(each.pausedSince)} (${each.reason ?? "?"})` : "";
      const probe = each.nextProbeAt === null ? "" : `, next probe ${time(each.nextProbeAt)}`;
      const waits = `${each.ready} to do, ${each.blocked} behind others, ${each.waitingForPerson} ask a person, ${each.dead} given up`;
      print(`  ${each.destination}: ${waits}${paused}${probe}`);
    }
    for (const each of deadLetters) {
      print(`  ${time(each.since)}  ${each.flowName}  ${each.step}  ${each.code}  step ${each.stepId}`);
      print(`    ${each.says}`);
    }
  }
}

const replayedSchema = z.object({ steps: z.number(), replayId: z.string().optional() });
const progressSchema = z.object({ landed: z.number(), dead: z.number(), waiting: z.number() });
type Progress = z.infer<typeof progressSchema>;

/** What still waits after this time waits for HubSpot, and goes on without anybody watching. */
const watchedMs = 10 * 60_000;

async function replayCommand(options: FilterOptions & { wait: boolean }): Promise<void> {
  for (const portalId of await portalsOf(options)) {
    const asked = { portalId, ...filterOf(options) };
    const { steps, replayId } = replayedSchema.parse(await askServer("/operator/deliveries/replay", asked, options));
    const watched = replayId && options.wait ? await watch(portalId, replayId, steps, options) : undefined;
    if (options.json) printJson({ portalId, steps, ...watched });
    else print(`Portal ${portalId}: ${steps} replayed${watched ? inWords(watched) : ""}.`);
  }
}

function inWords({ landed, dead, waiting }: Progress): string {
  return `: ${landed} landed, ${dead} given up again, ${waiting} still wait`;
}

async function watch(portalId: string, replayId: string, steps: number, options: FilterOptions): Promise<Progress> {
  const { SingleBar } = await import("cli-progress");
  const bar = new SingleBar({ format: "{bar} {value}/{total} landed or given up again", stream: process.stderr });
  const shown = !options.json && process.stderr.isTTY;
  if (shown) bar.start(steps, 0);
  try {
    for (let waited = 0; ; waited += 500) {
      const answer = await askServer("/operator/deliveries/progress", { portalId, replayId }, options);
      const progress = progressSchema.parse(answer);
      if (shown) bar.update(progress.landed + progress.dead);
      if (progress.waiting === 0 || waited >= watchedMs) return progress;
      await sleep(500);
    }
  } finally {
    if (shown) bar.stop();
  }
}

async function portalsOf(options: FilterOptions): Promise<string[]> {
  if (options.portal) return [options.portal];
  const portals = z.array(z.object({ id: z.string() })).parse(await askServer("/operator/portals", {}, options));
  return portals.map(({ id }) => id);
}

function filterOf({ flow, code, step, submission }: FilterOptions) {
  return {
    ...(flow && { flowId: flow }),
    ...(code && { code }),
    ...(step && { stepId: step }),
    ...(submission && { submissionId: submission }),
  };
}

function time(at: number | null): string {
  return at === null ? "-" : new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}
