/** The world of a large broadcast: stand-ins in this process, the server in one of its own that can be killed. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { newSandboxSecrets } from "../../cli/sandbox-secrets.ts";
import { type SandboxWorld, startSandboxWorld } from "../../cli/sandbox-world.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { parseConfig } from "../../server/config.ts";
import { type Broadcast, broadcastSchema } from "../../src/app/packages/contract/index.ts";

export interface House {
  readonly world: SandboxWorld;
  readonly broadcastId: string;
  /** Recipients a second. */
  readonly collected: number;
  readonly checked: number;
  /** A server process; one at a time. */
  startServer(): Promise<void>;
  /** SIGKILL. */
  killServer(): Promise<void>;
  stopServer(): Promise<void>;
  /** Of the server process, megabytes; undefined where the system does not tell. */
  memoryMb(): number | undefined;
  press(what: string): Promise<void>;
  show(): Promise<Broadcast>;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly folder: string;
  readonly recipients: number;
  readonly perSecond: number;
  /** A CPU profile of each server process that ends by itself goes there. */
  readonly profileFolder?: string | undefined;
}

const listId = "5001";

export async function buildHouse({ folder, recipients, perSecond, profileFolder }: HouseOptions): Promise<House> {
  // As large accounts have it: contacts are read a hundred at a time, right before they are written to.
  const limits = `hubspot_api=190/10000,whatsapp_number=${perSecond}/1000`;
  const databaseFile = path.join(folder, "broadcast.db");
  const parsed = parseConfig({
    PORT: "0",
    DATABASE_FILE: databaseFile,
    LOG_LEVEL: "silent",
    OUTBOUND_LIMITS: limits,
  });
  if (parsed.kind !== "sandbox") throw new Error("The benchmark's own settings are wrong.");
  const secrets = newSandboxSecrets();
  const world = await startSandboxWorld(parsed.settings, secrets);
  const { hubspot, whatsapp, server } = world;
  hubspot.behaviour.callsPerTenSeconds = 190;
  hubspot.api.keepsExchanges = false;
  whatsapp.keepNoExchanges();
  whatsapp.webhooks.together = 32;
  const settled = async () => {
    await whatsapp.settled();
    await server.idle();
  };
  await world.ask("/operator/settings/change", { change: { timeline: false } }, z.unknown());
  const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
  const flow = await world.ask(
    "/operator/publish",
    { source },
    z.object({ flowId: z.string(), template: z.object({ name: z.string() }) }),
  );
  whatsapp.decideTemplate(flow.template.name, "APPROVED");
  for (const { id } of whatsapp.state.numbers.values()) whatsapp.changeNumber(id, { limit: "TIER_UNLIMITED" });
  await settled();
  fillList(world, recipients);

  const begun = performance.now();
  const { id } = await world.ask(
    "/operator/broadcasts/make",
    { name: "Large", flowId: flow.flowId, listId, pilotPercent: 0, idempotencyKey: "a-large-broadcast" },
    z.object({ id: z.string() }),
  );
  const show = async () =>
    (await world.ask("/operator/broadcasts/show", { id }, z.object({ broadcast: broadcastSchema }))).broadcast;
  let collectedAt = 0;
  for (;;) {
    const { state } = await show();
    if (state !== "collecting" && collectedAt === 0) collectedAt = performance.now();
    if (state === "ready") break;
    if (state === "failed") throw new Error("The list could not be read.");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const checkedAt = performance.now();
  await settled();
  await server.close();

  const { port } = new URL(server.url);
  let child: ChildProcess | undefined;
  const startServer = async (): Promise<void> => {
    const log = openSync(path.join(folder, "server.log"), "a");
    const settings = Object.entries(world.config).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
    );
    const env = {
      ...Object.fromEntries(settings),
      PORT: port,
      PUBLIC_BASE_URL: server.url,
      OUTBOUND_LIMITS: limits,
      LOG_LEVEL: "warn",
      UV_THREADPOOL_SIZE: "8",
    };
    child = fork(path.join(import.meta.dirname, "endpoint-server.ts"), {
      env,
      execArgv: profileFolder ? ["--cpu-prof", "--cpu-prof-dir", profileFolder] : [],
      stdio: ["ignore", log, log, "ipc"],
    });
    closeSync(log);
    await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => {
        throw new Error(`The server did not start; see ${folder}/server.log.`);
      }),
    ]);
  };
  const ended = async (how: (running: ChildProcess) => void): Promise<void> => {
    const running = child;
    if (!running) return;
    child = undefined;
    const exit = once(running, "exit");
    how(running);
    await exit;
  };
  return {
    world,
    broadcastId: id,
    collected: recipients / ((collectedAt - begun) / 1_000),
    checked: recipients / ((checkedAt - collectedAt) / 1_000),
    startServer,
    killServer: () => ended((running) => running.kill("SIGKILL")),
    stopServer: () => ended((running) => running.send("stop")),
    memoryMb: () => memoryOf(child?.pid),
    press: async (what) => {
      await world.ask("/operator/broadcasts/press", { id, what }, z.object({ kind: z.literal("done") }));
    },
    show,
    close: async () => {
      await ended((running) => running.kill("SIGKILL"));
      await Promise.all([hubspot.close(), whatsapp.close(), world.formTools.close()]);
    },
  };
}

function fillList({ hubspot, whatsapp }: SandboxWorld, recipients: number): void {
  const portal = hubspot.portal(demoPortal.id);
  const members = new Map<string, number>();
  for (let made = 0; made < recipients; made += 1) {
    const waId = `39320${String(1_000_000 + made)}`;
    const { id } = portal.contacts.create({ firstname: "Ada", phone: `+${waId}`, whatsapp_opt_in: "true" });
    whatsapp.person(waId, { name: "Ada" });
    members.set(id, 0);
  }
  portal.lists.set(listId, { listId, name: "Everybody", members });
}

/** Resident, as Linux tells it. */
function memoryOf(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    return Math.round((pages * 4_096) / 1024 / 1024);
  } catch {
    return undefined;
  }
}
