/**
 * A running broadcast, for a share of time: recipients are claimed and read from HubSpot a few hundred ahead, and go out as
 * fast as their number's pacing lets them. What is known of each stands in its row, so that a process that dies loses and
 * repeats nothing.
 */

import { afterStage, callsAtOnce } from "../../core/campaigns/index.ts";
import type { Context } from "../context.ts";
import type { SendingParts } from "../sending/request.ts";
import { tryCommit } from "../store/index.ts";
import { claim, freeLapsed, release, settleDoubts, standingOf } from "./claim.ts";
import { contactsOf } from "./contacts.ts";
import { type Day, dayOf, leftToday, takeToday } from "./daily-limit.ts";
import { type Ground, groundOf } from "./ground.ts";
import type { Pacer } from "./pacer.ts";
import { type Ready, sendOne, type Turn, type Used } from "./send-one.ts";
import { type BroadcastRow, broadcastRow, changeWrite, lifeWrite, planOf, targetOf } from "./store.ts";

/** Then the day's limit is looked up anew. */
const shareMs = 60_000;
/** How long a STOP of the whole broadcast may go unnoticed. */
const lookEveryMs = 500;
/** While another process has the rest, or its messages are on their way. */
const soonMs = 1_000;
/** While the day is full only because others have taken room ahead, which they may give back. */
const othersMs = 2 * 60_000;

export interface RunParts extends SendingParts {
  readonly pacer: Pacer;
  /** Whether the process is about to stop. */
  readonly stopping: () => boolean;
}

/** @returns when to be woken again; undefined where nothing is left to do for now */
export async function run(parts: RunParts, portalId: string, row: BroadcastRow): Promise<number | undefined> {
  const { context } = parts;
  await settleDoubts(context, portalId, row.id);
  const ground = await groundOf(parts, portalId, row.flow_id, row.grade);
  const because = ground.kind === "none" ? ground.because : ground.obstacle;
  if (ground.kind === "none" || because) {
    await pause(context, portalId, row, because ?? "not_connected");
    return undefined;
  }
  const day = await dayOf(context, portalId, ground.ready.connection);
  await giveBack(context, day, await freeLapsed(context, portalId, row));
  const fullUntil = await sendShare(parts, portalId, row, ground, day);
  const now = await broadcastRow(context, portalId, row.id);
  if (now?.state !== "running") return undefined;
  return goOn(context, portalId, now, fullUntil);
}

/** @returns when there is room in the day again, where it was used up */
async function sendShare(
  parts: RunParts,
  portalId: string,
  row: BroadcastRow,
  ground: Extract<Ground, { kind: "ground" }>,
  day: Day,
): Promise<number | undefined> {
  const { context, pacer } = parts;
  const { ready, perSecond } = ground;
  const turn: Turn = { parts, portalId, broadcastId: row.id, plan: planOf(row), ready, perSecond, pacer };
  const fastest = Math.max(...perSecond.values());
  const crew = new Crew(callsAtOnce(fastest));
  const until = context.now() + shareMs;
  // Two seconds' worth, in whole calls to HubSpot where that is more; less than a lease's worth for the slowest.
  const most = Math.min(500, Math.max(50, fastest * 2));
  let accountGone = false;
  const isRunning = stillRunning(parts, portalId, row);
  const load = async (): Promise<Loaded> => {
    if (accountGone || context.now() >= until || !(await isRunning())) return nothingLoaded;
    return (await hindered(parts, portalId, row)) ? nothingLoaded : loadBatch(parts, portalId, row, day, most);
  };
  const ends: Promise<void>[] = [];
  const end = (loaded: Loaded, going: readonly Promise<Used>[]): void => {
    ends.push(endOf(context, portalId, day, loaded, going));
    ends.at(-1)?.catch(() => undefined);
  };
  let full = false;
  let next = load();
  try {
    for (;;) {
      const loaded = await next;
      full ||= loaded.full;
      if (loaded.ready.length === 0) break;
      // The one after it is read while this one goes out.
      next = load();
      next.catch(() => undefined);
      const going: Promise<Used>[] = [];
      try {
        for (const each of loaded.ready) {
          await crew.room();
          if (accountGone || !(await isRunning())) break;
          going.push(
            crew.begin(async () => {
              const used = await sendOne(turn, each);
              if (used === "no-account") accountGone = true;
              return used;
            }),
          );
        }
      } finally {
        end(loaded, going);
      }
    }
  } catch (error) {
    // What was read ahead is not begun, and what is under way is waited for.
    end(await next.catch(() => nothingLoaded), []);
    await Promise.allSettled(ends);
    throw error;
  }
  await Promise.all(ends);
  return full ? fullUntilOf(context, portalId, row, day) : undefined;
}

/** Asked once all have ended: who was spared, skipped or refused has given their room back meanwhile. */
async function fullUntilOf(
  context: Context,
  portalId: string,
  row: BroadcastRow,
  day: Day,
): Promise<number | undefined> {
  const { people, roomAt } = await leftToday(context, day);
  if (people > 0) return undefined;
  return (await othersSend(context, portalId, row)) ? Math.min(roomAt, context.now() + othersMs) : roomAt;
}

async function othersSend({ store }: Context, portalId: string, row: BroadcastRow): Promise<boolean> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("broadcasts").select("id").where("id", "!=", row.id);
  const others = query.where("state", "=", "running").where("because", "is", null).limit(1);
  return (await tenant.first(others)) !== undefined;
}

/** Looked at before every batch: a webhook may have told of it a moment ago. @returns whether it was paused for it */
async function hindered(parts: RunParts, portalId: string, row: BroadcastRow): Promise<boolean> {
  const ground = await groundOf(parts, portalId, row.flow_id, row.grade);
  const because = ground.kind === "none" ? ground.because : ground.obstacle;
  if (because) await pause(parts.context, portalId, row, because);
  return because !== undefined;
}

interface Loaded {
  readonly ready: readonly Ready[];
  /** Room taken of the day. */
  readonly taken: number;
  /** Whether there was no room in the day. */
  readonly full: boolean;
}
const nothingLoaded: Loaded = { ready: [], taken: 0, full: false };

async function loadBatch(
  parts: RunParts,
  portalId: string,
  row: BroadcastRow,
  day: Day,
  most: number,
): Promise<Loaded> {
  const { context } = parts;
  const limited = Number.isFinite(day.limit);
  const taken = limited ? await takeToday(context, day, most) : most;
  if (taken === 0) return { ...nothingLoaded, full: true };
  const claimed = await claim(context, portalId, row, taken);
  if (limited && claimed.length < taken) await takeToday(context, day, claimed.length - taken);
  if (claimed.length === 0) return nothingLoaded;
  try {
    const sealer = await context.vault.portal(portalId);
    const targets = claimed.map((recipient) => ({ recipient, target: targetOf(sealer, recipient) }));
    const ids = targets.flatMap(({ target }) => (target && "contactId" in target ? [target.contactId] : []));
    const contacts = await contactsOf(parts, portalId, ids);
    const ready = targets.map(({ recipient, target }) => {
      const contact = target && "contactId" in target ? contacts.get(target.contactId) : undefined;
      return { recipient, target, contact };
    });
    return { ready, taken: claimed.length, full: false };
  } catch (error) {
    await release(context, portalId, claimed);
    await giveBack(context, day, claimed.length);
    throw error;
  }
}

/** Once all of a batch have gone: room that was not used is given back, and whoever was not begun is free for others. */
async function endOf(
  context: Context,
  portalId: string,
  day: Day,
  { ready, taken }: Loaded,
  going: readonly Promise<Used>[],
): Promise<void> {
  const ended = await Promise.allSettled(going);
  const counted = ended.filter((end) => end.status === "rejected" || end.value === "counted").length;
  // In this order: room of a lease that runs out is given back, too.
  await release(
    context,
    portalId,
    ready.slice(going.length).map(({ recipient }) => recipient),
  );
  await giveBack(context, day, taken - counted);
  const failed = ended.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}

async function giveBack(context: Context, day: Day, people: number): Promise<void> {
  if (Number.isFinite(day.limit) && people > 0) await takeToday(context, day, -people);
}

/** Asked before each message, and answered from memory most of the time. */
function stillRunning({ context, stopping }: RunParts, portalId: string, row: BroadcastRow): () => Promise<boolean> {
  let running = true;
  let lookAgain = 0;
  return async () => {
    if (stopping()) return false;
    if (running && context.now() >= lookAgain) {
      lookAgain = context.now() + lookEveryMs;
      const found = await broadcastRow(context, portalId, row.id);
      running = found?.revision === row.revision;
    }
    return running;
  };
}

/** What is left of the stage decides when, and whether, it goes on. */
async function goOn(
  context: Context,
  portalId: string,
  row: BroadcastRow,
  fullUntil: number | undefined,
): Promise<number | undefined> {
  const { nextAt, underWay } = await standingOf(context, portalId, row);
  const now = context.now();
  const over = nextAt === undefined || (nextAt > now && row.stage !== "rest");
  if (over && !underWay) {
    await tryCommit(context.store.of(portalId), [lifeWrite(context, portalId, row, afterStage(row))]);
    return undefined;
  }
  const waits = fullUntil !== undefined && nextAt !== undefined;
  const at = waits ? fullUntil : underWay && (nextAt ?? now) <= now ? now : (nextAt ?? now + soonMs);
  const because = waits ? "daily_limit" : at > now + soonMs ? "later" : null;
  const next = over && underWay ? now + soonMs : at;
  await tryCommit(context.store.of(portalId), [changeWrite(context, portalId, row, { next_at: next, because })]);
  return next;
}

export async function pause(context: Context, portalId: string, row: BroadcastRow, because: string): Promise<void> {
  context.log.warn("broadcast.paused", { portal: portalId, broadcast: row.id, code: because });
  const paused = { state: "paused", stage: row.stage } as const;
  await tryCommit(context.store.of(portalId), [lifeWrite(context, portalId, row, paused, { because })]);
}

/** So many at once; whoever is next waits for room. */
class Crew {
  readonly #most: number;
  #busy = 0;
  #freed: () => void = () => undefined;

  constructor(most: number) {
    this.#most = most;
  }

  async room(): Promise<void> {
    while (this.#busy >= this.#most) {
      await new Promise<void>((resolve) => {
        this.#freed = resolve;
      });
    }
  }

  begin<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#busy += 1;
    const done = work().finally(() => {
      this.#busy -= 1;
      this.#freed();
    });
    // Looked at once the whole batch has gone.
    done.catch(() => undefined);
    return done;
  }
}
