/**
 * The inbox: what webhooks tell is stored, then acknowledged, then handled, whoever sent it.
 *
 * Senders repeat what they are not sure of and never what we acknowledged; each thing told is kept once under the
 * sender's own id of it. What is about a person is sealed by that person's key. Several processes may handle at once:
 * each row is leased to one of them, and what it changes is committed under that lease.
 */
import type { Context } from "../context.ts";
import { StoreConflict, tryCommit, type Write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { perPortal } from "../wakeups/per-portal.ts";
import type { Sleeper } from "../wakeups/types.ts";
import type { HookSpeaker } from "../whatsapp-account/360dialog-hooks.ts";
import { toldBy360dialog } from "./sources/360dialog.ts";
import { handlers as allHandlers } from "./sources/index.ts";
import { toldByMeta } from "./sources/whatsapp.ts";
import { bodyOf, dueRows, endWrite, type KeptRow, keepWrite, leaseWrite, waitingPortals } from "./store.ts";
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
  const keep = async (told: readonly Told[]): Promise<void> => {
    for (const each of told) {
      const wake = context.wakeups?.writes([{ lane: `${sleeperName}/${each.portalId}`, at: context.now() }]) ?? [];
      await context.store.of(each.portalId).commit([await keepWrite(context, each), ...wake]);
      context.metrics.webhook("stored");
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
          for (const row of rows) await handleRow(context, handlers, row);
          handled += rows.length;
          rows = await dueRows(context, portalId, atOnce);
        }
      },
      waiting: (limit, only) => waitingPortals(context, limit, only),
    }),
  };
}

function parsed(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString("utf8"));
  } catch {
    return undefined;
  }
}

async function handleRow(context: Context, handlers: Handlers, row: KeptRow): Promise<void> {
  const tenant = context.store.of(row.portal_id);
  const until = context.now() + leaseMs;
  // Another process has it.
  if (!(await tryCommit(tenant, [leaseWrite(context, row, until)]))) return;
  try {
    const effects = await effectsOf(context, handlers, row);
    await tenant.commit([...effects, endWrite(context, row, until, { status: "done" })]);
  } catch (error) {
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
    await tenant.commit([endWrite(context, row, until, end)]).catch((conflict: unknown) => {
      if (!(conflict instanceof StoreConflict)) throw conflict;
    });
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
