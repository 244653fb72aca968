/**
 * The crash test: server processes are killed all the time while customers hand in their answers and the outside world
 * fails by chance. Afterwards the outside world is asked what stands there.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { beatEveryMs, deadAfterMs } from "../../server/wakeups/processes.ts";
import { cutConnections } from "../databases/cut.ts";
import { startBalancer } from "./balancer.ts";
import { beginBroadcast, broadcastLimit, type RunningBroadcast, shown, whatStandsOfBroadcast } from "./broadcast.ts";
import { fastClock } from "./clock.ts";
import { once as answersOnce, type Filled, fillIn, tasksOf } from "./customers.ts";
import { type CrashDatabase, hurryQueue, type InDatabase, inDatabase } from "./database.ts";
import { dice } from "./dice.ts";
import {
  type Enrolled,
  goThroughWorkflow,
  type WentThrough,
  welcomeEnrolled,
  whatStandsOfWorkflows,
} from "./enrolled.ts";
import { whatStandsOfReminders } from "./extras/appointments.ts";
import { hubspotFate, pipedriveFate, receiverFate, toolsFate, whatsappFate } from "./faults.ts";
import { type Killer, killer } from "./killer.ts";
import { whatStandsOfLeadMessages } from "./lead-standing.ts";
import { type Leaver, leaveHalfWay, welcomeLeavers, whatStandsOfLeavers } from "./leavers.ts";
import {
  type Addresses,
  app,
  type Business,
  declareApp,
  type Outside,
  outboundLimits,
  startOutside,
} from "./outside.ts";
import type { Phase } from "./phases.ts";
import { type Customer, type Flows, type Operator, openBusiness, operatorAt, welcome } from "./setup.ts";
import { type Standing, whatStands } from "./standing.ts";
import { type Slot, Supervisor } from "./supervisor.ts";
import { decide, welcomeTwin, whatStandsOfTwins } from "./twins.ts";

export interface CrashOptions {
  readonly database: CrashDatabase;
  readonly seed: number;
  readonly kills: number;
  /** About so many things are handed in. */
  readonly submissions: number;
  readonly businesses?: number;
  /** How many times faster than ours the processes' clock runs. */
  readonly timeFactor?: number;
  readonly say?: (text: string) => void;
}

export interface CrashOutcome {
  readonly standing: Standing;
  readonly afterwards: Afterwards;
  readonly inDatabase: InDatabase;
  readonly kills: ReadonlyMap<Phase, number>;
  readonly killed: number;
  /** How often the database cut all connections of all processes. */
  readonly cuts: number;
  readonly faults: ReadonlyMap<string, number>;
  /** How often a customer pressed again. */
  readonly retries: number;
  /** Processes that ended by themselves, and why. */
  readonly gaveUp: readonly string[];
  /** Why it never became quiet. */
  readonly unquiet: string | undefined;
  readonly seconds: number;
}

/** What goes out by itself, beside answers. */
export interface Afterwards {
  readonly broadcastMessages: number;
  readonly rescues: number;
  readonly reminders: number;
  readonly leadMessages: number;
  /** That went on with the answers. */
  readonly workflows: number;
  readonly conflictTasks: number;
  /** In words; empty when everybody got theirs once, or nobody knows whether they did. */
  readonly wrong: readonly string[];
}

/** PostgreSQL cuts all connections after each so many kills. */
const killsPerCut = 5;
/** Neither kills nor answers are further ahead of the other than so many kills. */
const lead = 3;
/** So many customers at once. */
const together = 12;
/** Many at once in the database would stand in each other's way. */
const welcomedTogether = 8;

export async function crash(options: CrashOptions): Promise<CrashOutcome> {
  const { database, seed, kills, submissions, businesses: count = 4, timeFactor = 8, say = () => undefined } = options;
  const startedAt = performance.now();
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-crash-"));
  const time = { since: Date.now(), factor: timeFactor };
  const clock = fastClock(time);
  const chance = dice(seed);
  const outside = await startOutside(count, clock);
  const slots: Slot[] = [];
  const supervisor = new Supervisor({ slots, time, folder, say });
  const balancer = await startBalancer(() => supervisor.up[chance.whole(supervisor.up.length)]?.port);
  const url = `http://127.0.0.1:${balancer.port}`;
  const token = randomBytes(32).toString("hex");
  const masterKey = randomBytes(32).toString("base64");
  try {
    const processes = database.kind === "sqlite" ? 1 : 3;
    for (let index = 0; index < processes; index += 1) {
      const addresses = await outside.addressesFor(index);
      const port = await freePort();
      slots.push({
        index,
        port,
        settings: settingsOf({ database, folder, url, token, masterKey, port, outside, addresses }),
      });
    }
    declareApp(outside, url);
    let cuts = 0;
    const afterKill = async (done: number): Promise<void> => {
      if (!("DATABASE_URL" in database.settings) || done % killsPerCut !== 0) return;
      await cutConnections(database.settings.DATABASE_URL);
      cuts += 1;
    };
    const hunter = killer({ supervisor, outside, slots, dice: dice(seed + 1), afterKill });
    await hunter.inMigrations(Math.max(2, Math.ceil(kills / 16)));
    say(`${hunter.done()} processes were killed in their first migrations; now they serve.\n`);

    const operator = operatorAt(url, token);
    const closesAt = clock.now() + 300 * 24 * 3_600_000;
    const { customers, twins, enrolled, leavers, broadcast } = await welcomeAll({
      url,
      operator,
      outside,
      closesAt,
      submissions,
    });
    const before = new Map(
      outside.businesses.map(({ portalId }) => [portalId, outside.hubspot.portal(portalId).contacts.list().length]),
    );
    say(`${customers.length} customers have their messages.\n`);

    const faults = new Map<string, number>();
    outside.calls.hubspot = hubspotFate(dice(seed + 2), faults);
    outside.calls.pipedrive = pipedriveFate(dice(seed + 6), faults);
    outside.calls.tools = toolsFate(dice(seed + 7), faults);
    outside.calls.whatsapp = whatsappFate(dice(seed + 3), faults);
    for (const { receiver, provider } of outside.businesses)
      for (const each of [receiver, provider?.receiver])
        if (each) each.behaviour = receiverFate(dice(seed + 4), faults);

    let begun = 0;
    let through = 0;
    let everybodyThrough = false;
    const tasks = customers.reduce((sum, each) => sum + tasksOf(each).length, twins.length + enrolled.length);
    // The answers last as long as the kills do, and the kills as long as the answers.
    const turn = async (): Promise<void> => {
      begun += 1;
      const mine = begun;
      while (mine > (tasks * (hunter.done() + lead)) / kills) await pause(20);
    };
    const hunt = hunter.until(kills, {
      enough: () => hunter.done() > (kills * begun) / tasks + lead,
      calm: () => everybodyThrough,
    });
    const leaving = Promise.all(leavers.map(leaveHalfWay));
    const wentThrough: WentThrough[] = [];
    const visits = [
      ...customers.map((customer) => () => fillIn(customer, turn)),
      ...twins.map((twin) => () => fillIn(twin, turn, answersOnce)),
      ...enrolled.map((each) => async () => {
        const went = await goThroughWorkflow(url, outside, each, turn);
        wentThrough.push(went);
        return went.filled;
      }),
    ];
    const filled = await inTurns(dice(seed + 5).shuffled(visits), together, async (visit): Promise<Filled> => {
      const one = await visit();
      through += 1;
      if (through % 25 === 0) say(`${through} customers are through, ${hunter.done()} kills\n`);
      return one;
    });
    await leaving;
    everybodyThrough = true;
    // What is still to be killed is killed while the deliveries go on.
    await hunt;
    say(`Everybody is through, ${hunter.done()} kills.\n`);
    await supervisor.whenUp(slots.length);
    const world = { supervisor, outside, operator, database, clock, twins, say };
    const unquiet = (await quiet(world)) ?? (await passHours(world, hunter)) ?? (await quiet(world, doubtMinutes));
    const sent = await shown(operator, broadcast);
    await supervisor.stop();
    const there = await inDatabase(database, clock.now());
    const reminders = whatStandsOfReminders(outside, there);
    const rescues = whatStandsOfLeavers(outside, leavers, there);
    const messages = whatStandsOfBroadcast(outside, broadcast, sent);
    const leadMessages = whatStandsOfLeadMessages(outside, there);
    const workflows = whatStandsOfWorkflows(outside, wentThrough);
    const asked = whatStandsOfTwins(outside, twins);
    return {
      standing: whatStands(outside, outside.businesses, filled, before),
      afterwards: {
        broadcastMessages: messages.count,
        rescues: rescues.count,
        reminders: reminders.count,
        leadMessages: leadMessages.count,
        workflows: workflows.count,
        conflictTasks: asked.count,
        wrong: [messages, rescues, reminders, leadMessages, workflows, asked].flatMap(({ wrong }) => wrong),
      },
      inDatabase: there,
      kills: hunter.byPhase,
      killed: hunter.done(),
      cuts,
      faults,
      retries: filled.reduce((sum, { retries }) => sum + retries, 0),
      gaveUp: supervisor.gaveUp,
      unquiet,
      seconds: Math.round((performance.now() - startedAt) / 1000),
    };
  } finally {
    await supervisor.stop();
    await balancer.close();
    await outside.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface SettingsParts {
  readonly database: CrashDatabase;
  readonly folder: string;
  readonly url: string;
  readonly token: string;
  readonly masterKey: string;
  readonly port: number;
  readonly outside: Outside;
  readonly addresses: Addresses;
}

function settingsOf(parts: SettingsParts): Record<string, string> {
  const { database, folder, url, token, masterKey, port, outside, addresses } = parts;
  return {
    ...database.settings,
    PORT: String(port),
    PUBLIC_BASE_URL: url,
    BLOB_FOLDER: path.join(folder, "blobs"),
    LOG_LEVEL: process.env["CRASH_LOG_LEVEL"] ?? "silent",
    FLOWELLA_MASTER_KEY: masterKey,
    FLOWELLA_OPERATOR_TOKEN: token,
    HUBSPOT_CLIENT_ID: app.clientId,
    HUBSPOT_CLIENT_SECRET: app.clientSecret,
    ...addresses,
    HUBSPOT_AUTHORIZE_BASE: outside.hubspot.apiUrl,
    META_GRAPH_BASE: outside.whatsapp.url,
    META_MEDIA_BASE: outside.whatsapp.mediaUrl,
    // Nine seconds of the fast clock.
    WEBHOOK_TIMEOUT_MS: "9000",
    FORM_TOOL_TIMEOUT_MS: "9000",
    OUTBOUND_LIMITS: `${outboundLimits},${broadcastLimit}`,
  };
}

interface WelcomeParts {
  readonly url: string;
  readonly operator: Operator;
  readonly outside: Outside;
  readonly closesAt: number;
  readonly submissions: number;
}

interface Welcomed {
  readonly customers: readonly Customer[];
  /** One of each business. */
  readonly twins: readonly Customer[];
  readonly enrolled: readonly Enrolled[];
  readonly leavers: readonly Leaver[];
  readonly broadcast: RunningBroadcast;
}

async function welcomeAll({ url, operator, outside, closesAt, submissions }: WelcomeParts): Promise<Welcomed> {
  const { businesses } = outside;
  const flows = new Map<number, Flows>();
  for (const business of businesses)
    flows.set(business.index, await openBusiness(url, operator, outside, business, closesAt));
  // A process may notice settings a moment later.
  await pause(500);
  await outside.whatsapp.settled();
  const people = Math.ceil(submissions / 4);
  const indexes = Array.from({ length: people }, (_, index) => index);
  const customers = await inTurns(indexes, welcomedTogether, async (index) => {
    const business = businesses[index % businesses.length];
    const theirs = business && flows.get(business.index);
    return theirs && welcome(operator, outside, business, theirs, Math.floor(index / businesses.length));
  });
  const ofEach = async <One>(
    one: (...ground: [Operator, Outside, Business, Flows]) => Promise<One>,
  ): Promise<One[]> => {
    const all = await inTurns(businesses, welcomedTogether, async (business) => {
      const theirs = flows.get(business.index);
      return theirs ? [await one(operator, outside, business, theirs)] : [];
    });
    return all.flat();
  };
  const leavers = (await ofEach(welcomeLeavers)).flat();
  const [twins, enrolled] = [await ofEach(welcomeTwin), await ofEach(welcomeEnrolled)];
  const [first] = businesses;
  const flowId = first && flows.get(first.index)?.consultation;
  if (!first || flowId === undefined) throw new Error("Without a business nobody can be written to.");
  const broadcast = await beginBroadcast(operator, outside, first, flowId);
  await outside.whatsapp.settled();
  return { customers: customers.flatMap((customer) => customer ?? []), twins, enrolled, leavers, broadcast };
}

interface WorldParts {
  readonly supervisor: Supervisor;
  readonly outside: Outside;
  readonly operator: Operator;
  readonly database: CrashDatabase;
  readonly clock: { shift: number };
  readonly twins: readonly Customer[];
  readonly say: (text: string) => void;
}

const waitingSchema = z.object({
  destinations: z.array(z.object({ destination: z.string(), ready: z.number(), blocked: z.number() })),
});
/** No call under way and none begun for so long: whatever waits, waits for its time. */
const stillMs = 600;
/** So long without a step less that waits; what follows from a step that is over adds to them. */
const stuckMs = 600_000;

/** What the inbox holds is not to be seen: whoever died at it had it for a minute. */
const calmLooks = 4;
/** Whoever died at a reminder leaves it in doubt for a quarter of an hour. */
const doubtMinutes = 20;
/** Waits grow up to hours; so do the minutes that pass at once, by one in so many looks in which nothing happened. */
const looksPerMinute = 20;

/**
 * Waits until nothing waits any more, and lets time pass while everybody only waits for it.
 * @param minutes pass without anything at the end
 * @returns why not
 */
async function quiet(
  { supervisor, outside, operator, database, clock, twins, say }: WorldParts,
  minutes = calmLooks,
): Promise<string | undefined> {
  const engine = database.kind === "postgres" ? await database.open() : undefined;
  try {
    let least = Number.POSITIVE_INFINITY;
    let until = 0;
    let before = 0;
    let idle = 0;
    for (let calm = 0; ; ) {
      await outside.whatsapp.settled();
      const waiting: string[] = [];
      let steps = 0;
      for (const business of outside.businesses) {
        const { destinations } = await operator.ask(business, "/operator/deliveries", {}, waitingSchema);
        for (const { destination, ready, blocked } of destinations) {
          steps += ready + blocked;
          if (ready + blocked > 0) waiting.push(`${business.index}/${destination}: ${ready} ready, ${blocked} blocked`);
        }
      }
      if (steps < least) until = Date.now() + stuckMs;
      if (steps !== before) idle = 0;
      least = Math.min(least, steps);
      before = steps;
      if (steps > 0) calm = 0;
      if (calm > minutes) return undefined;
      if (Date.now() > until) return waiting.join("; ");
      await decide(operator, outside, twins);
      await pause(stillMs / 2);
      if (outside.open() > 0 || Date.now() - outside.lastCallAt() < stillMs) continue;
      const pass = 1 + Math.floor(idle / looksPerMinute);
      if (steps > 0) say(`Waiting for ${steps} steps; minutes that pass: ${pass}.\n`);
      else calm += 1;
      idle += 1;
      clock.shift += (steps > 0 ? pass : 1) * 60_000;
      supervisor.pass(clock.shift);
      if (engine) await hurryQueue(engine);
    }
  } finally {
    await engine?.close();
  }
}

/** Reminders of what was left half-way are due after three; of the next appointments, sooner and later. */
const hoursAfterwards = 10;
const hoursPerKill = 2;
const longestHourMs = 120_000;

/** Lets hours pass behind the last answer, in which messages go out by themselves and processes go on dying. */
async function passHours(
  { supervisor, outside, database, clock, say }: WorldParts,
  hunter: Pick<Killer, "strike">,
): Promise<string | undefined> {
  const engine = database.kind === "postgres" ? await database.open() : undefined;
  try {
    for (let hour = 1; hour <= hoursAfterwards; hour += 1) {
      clock.shift += 3_600_000;
      supervisor.pass(clock.shift);
      if (engine) await hurryQueue(engine);
      const until = Date.now() + longestHourMs;
      if (hour % hoursPerKill === 0) await hunter.strike();
      await supervisor.whenUp();
      // The clock goes forward over leases: nobody may be in the middle of anything.
      do await pause(stillMs);
      while (Date.now() < until && (outside.open() > 0 || Date.now() - outside.lastCallAt() < stillMs));
      if (Date.now() >= until) return `In hour ${hour} behind the last answer it does not become still.`;
    }
    // What the last process that was killed had taken is free by PostgreSQL's own clock, which nobody can move.
    if (engine) await pause(deadAfterMs + 2 * beatEveryMs);
    say(`${hoursAfterwards} hours have passed.\n`);
    return undefined;
  } finally {
    await engine?.close();
  }
}

/** Runs the work for each item, so many at a time; results in the items' order. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
