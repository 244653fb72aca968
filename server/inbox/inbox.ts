/**
 * The inbox: what webhooks tell is stored, then acknowledged, then handled, whoever sent it.
 *
 * Senders repeat what they are not sure of and never what we acknowledged; each thing told is kept once under the
 * sender's own id of it. What is about a person is sealed by that person's key. Several processes may handle at once:
 * each row is leased to one of them, and what it changes is committed under that lease.
 */
import { z } from "zod";
import type { Context } from "../context.ts";
import { wasErased } from "../privacy/was-erased.ts";
import { StoreConflict, tryCommit, type Write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { asJob } from "../telemetry/scope.ts";
import { VaultError } from "../vault/index.ts";
import { perPortal } from "../wakeups/per-portal.ts";
import type { Sleeper } from "../wakeups/types.ts";
import type { HookSpeaker } from "../whatsapp-account/360dialog-hooks.ts";
import { toldBy360dialog } from "./sources/360dialog.ts";
import { handlers as allHandlers } from "./sources/index.ts";
import { toldByMeta } from "./sources/whatsapp.ts";
import {
  bodyOf,
  dueRows,
  endWrite,
  type KeptRow,
  keepsTurn,
  keepWrite,
  leaseWrite,
  nextLook,
  waitingPortals,
} from "./store.ts";
import type { Handlers, Told } from "./types.ts";

export interface Inbox {
  /** Stores what a verified body of Meta's holds. @returns false when it is not a webhook's body at all. */
  receive(metaAppId: string, rawBody: Uint8Array): Promise<boolean>;
  /** The same for a body of 360dialog's, which speaks for one number. */
  receiveFrom360dialog(speaker: HookSpeaker, rawBody: Uint8Array): Promise<boolean>;
  /** Stores what a verified webhook of any source told; once this resolves it may be acknowledged. */
  keep(told: readonly Told[]): Promise<void>;
  /** Counts what was turned away at the door. */
  refused(outcome: string): void;
  /** Handles what waits, portal by portal, when it is woken. */
  readonly sleeper: Sleeper;
}

const sleeperName = "inbox";
/** So many before another portal has its turn. */
const atOnce = 50;
/** Handling writes to the database only, so this is long. In milliseconds. */
const leaseMs = 60_000;

/** Waits after each failed try, in milliseconds; after the last one it is given up, and `doctor` says so. */
export const inboxWaits = [
  5_000,
  30_000,
  2 * 60_000,
  10 * 60_000,
  30 * 60_000,
  2 * 3_600_000,
  6 * 3_600_000,
  12 * 3_600_000,
  24 * 3_600_000,
  48 * 3_600_000,
] as const;

export function inbox(context: Context, handlers: Handlers = allHandlers): Inbox {
  let last = 0;
  /** Of what has an order, no two come in one moment, such as two words in one webhook. */
  const receivedAt = ({ personId, kind }: Told): number => {
    if (!keepsTurn({ person_id: personId ?? null, kind })) return context.now();
    last = Math.max(context.now(), last + 1);
    return last;
  };

  const keep = async (told: readonly Told[]): Promise<void> => {
    for (const each of told) {
      const wake = context.wakeups?.writes([{ lane: `${sleeperName}/${each.portalId}`, at: context.now() }]) ?? [];
      const kept = await unlessErased(context, each, receivedAt(each));
      if (kept) await context.store.of(each.portalId).commit([kept, ...wake]);
      context.metrics.webhook(kept ? "stored" : "erased");
      noteLag(context, each);
    }
  };

  return {
    refused: (outcome) => context.metrics.webhook(outcome),
    receive: async (metaAppId, rawBody) => {
      const json = parsed(rawBody);
      if (json === undefined) return false;
      await keep(await toldByMeta(context, metaAppId, json));
      return true;
    },
    receiveFrom360dialog: async (speaker, rawBody) => {
      const json = parsed(rawBody);
      if (json === undefined) return false;
      await keep(await toldBy360dialog(context, speaker, json));
      return true;
    },
    keep,
    sleeper: perPortal(sleeperName, {
      work: async (portalId) => {
        let handled = 0;
        // What met somebody else's write is due again at once.
        for (let rows = await dueRows(context, portalId, atOnce); rows.length > 0 && handled < atOnce; ) {
          // In the order of each person's own; commits of several go to the disk together.
          await Promise.all(rowsOfEach(rows).map((own) => handleInTurn(context, handlers, own)));
          handled += rows.length;
          rows = await dueRows(context, portalId, atOnce);
        }
      },
      waiting: (limit) => waitingPortals(context, limit),
      next: (portalId) => nextLook(context, portalId),
    }),
  };
}

/** What is about one person, or about nobody in particular, stays in its order. */
function rowsOfEach(rows: readonly KeptRow[]): KeptRow[][] {
  return [...Map.groupBy(rows, ({ person_id }) => person_id).values()];
}

/** Behind what did not end, its person's next words wait: the tables say until when. */
async function handleInTurn(context: Context, handlers: Handlers, rows: readonly KeptRow[]): Promise<void> {
  const held = new Set<string>();
  for (const row of rows) {
    if (keepsTurn(row) && held.has(row.source)) continue;
    const ended = await asJob({ request: row.request_id ?? undefined }, () => handleRow(context, handlers, row));
    if (!ended && keepsTurn(row)) held.add(row.source);
  }
}

const withTime = z.object({ at: z.number() });

/** How late it came, where its sender says when it happened. */
function noteLag({ metrics, now }: Context, { source, body }: Told): void {
  const { data } = withTime.safeParse(body);
  if (data) metrics.webhookLag(source, (now() - data.at) / 1000);
}

/** What comes late about somebody who was erased, such as that a message was read, is acknowledged and not kept. */
async function unlessErased(context: Context, told: Told, receivedAt: number): Promise<Write | undefined> {
  try {
    return await keepWrite(context, told, receivedAt);
  } catch (error) {
    const { portalId, personId } = told;
    if (error instanceof VaultError && personId !== undefined && (await wasErased(context, portalId, personId)))
      return undefined;
    throw error;
  }
}

function parsed(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** @returns whether it is over, handled or given up; if not, it waits, or another process has it */
async function handleRow(context: Context, handlers: Handlers, row: KeptRow): Promise<boolean> {
  const tenant = context.store.of(row.portal_id);
  const until = context.now() + leaseMs;
  if (!(await tryCommit(tenant, [leaseWrite(context, row, until)]))) return false;
  try {
    const effects = await effectsOf(context, handlers, row);
    await tenant.commit([...effects, endWrite(context, row, until, { status: "done" })]);
    context.metrics.handled(row.source, "done", (context.now() - row.received_at) / 1000);
    return true;
  } catch (error) {
    context.metrics.handled(row.source, "failed", (context.now() - row.received_at) / 1000);
    context.log.error("inbox.update_failed", {
      update: row.id,
      source: row.source,
      kind: row.kind,
      code: codeOf(error),
    });
    // Somebody else wrote in the same moment: look again at once, not in seconds.
    const wait = waitAfter(error, row.attempts);
    const end =
      wait === undefined
        ? ({ status: "dead" } as const)
        : ({ status: "waiting", next_at: context.now() + wait } as const);
    // Where the lease ran out meanwhile, another process has it and says how it ended.
    return (await tryCommit(tenant, [endWrite(context, row, until, end)])) && end.status === "dead";
  }
}

/** @returns milliseconds, or undefined when it is given up */
function waitAfter(error: unknown, attempts: number): number | undefined {
  if (error instanceof UnknownSource) return 3_600_000;
  return error instanceof StoreConflict && attempts < 3 ? 0 : inboxWaits[attempts];
}

/** Kept by a newer version of this server; that one handles it. */
class UnknownSource extends Error {
  override readonly name = "UnknownSource";
}

async function effectsOf(context: Context, handlers: Handlers, row: KeptRow): Promise<Write[]> {
  const handle = handlers[row.source];
  if (!handle) throw new UnknownSource(`This version of Flowella does not handle what ${row.source} tells.`);
  const { portal_id: portalId, person_id: personId, kind } = row;
  return handle(context, { portalId, personId: personId ?? undefined, kind, body: await bodyOf(context, row) });
}
