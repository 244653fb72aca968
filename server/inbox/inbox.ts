/**
 * The inbox: a webhook's updates are stored, then acknowledged, then handled.
 *
 * Meta repeats what it is not sure of and never what we acknowledged; each update is kept once under the sender's own
 * id of it. An update about a person is sealed by that person's key.
 */
import type { WebhookUpdate } from "../../connectors/whatsapp/webhook-types.ts";
import { parseWebhook } from "../../connectors/whatsapp/webhooks.ts";
import { type Context, newId } from "../context.ts";
import { retryWaits } from "../delivery/schedule.ts";
import { personWithWaId } from "../people/people.ts";
import { ownerOfAccount } from "../portals/connections.ts";
import { sendOfStatus } from "../sending/store.ts";
import { StoreConflict, type Write, write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { handleUpdate } from "./handle.ts";
import { updateSchema } from "./update.ts";

export interface Inbox {
  /** Stores what a verified body holds. @returns false when it is not a webhook's body at all. */
  receive(metaAppId: string, rawBody: Uint8Array): Promise<boolean>;
  /** Counts what was turned away at the door. */
  refused(outcome: string): void;
  /** Handles what waits; called after each receipt, and once at start for what an earlier process left. */
  drain(): Promise<void>;
  /** Resolves when nothing is being handled. */
  stop(): Promise<void>;
}

const column = "inbox.body";
const atOnce = 50;

export function inbox(context: Context): Inbox {
  let draining: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const drain = (): Promise<void> => {
    again = true;
    draining ??= (async () => {
      while (again && !stopped) {
        again = false;
        while (!stopped && (await handleDue(context)) > 0);
      }
      await sleep();
    })().finally(() => {
      draining = undefined;
    });
    return draining;
  };

  const background = (): void => {
    drain().catch((error: unknown) => {
      context.log.error("inbox.drain_failed", { code: codeOf(error) });
      timer = setTimeout(background, 1_000);
      timer.unref();
    });
  };

  const sleep = async (): Promise<void> => {
    clearTimeout(timer);
    const every = context.store.everyPortal();
    const query = every.db
      .selectFrom("inbox")
      .select("next_at")
      .where("status", "=", "waiting")
      .orderBy("next_at")
      .limit(1);
    const next = stopped ? undefined : await every.first(query);
    if (!next) return;
    timer = setTimeout(background, Math.max(next.next_at - context.now(), 50));
    timer.unref();
  };

  return {
    refused: (outcome) => context.metrics.webhook(outcome),
    receive: async (metaAppId, rawBody) => {
      const json = parsed(rawBody);
      if (json === undefined) return false;
      for (const update of parseWebhook(json)) await store(context, metaAppId, update);
      background();
      return true;
    },
    drain,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await draining?.catch(() => undefined);
    },
  };
}

function parsed(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString("utf8"));
  } catch {
    return undefined;
  }
}

async function store(context: Context, metaAppId: string, update: WebhookUpdate): Promise<void> {
  const owner = await ownerOfAccount(context, update.wabaId);
  // An app may speak for its own accounts only, whatever its body says.
  if (!owner || owner.metaAppId !== metaAppId) {
    context.metrics.webhook("unknown_account");
    context.log.warn("inbox.unknown_account", { app: metaAppId, kind: update.kind });
    return;
  }
  const { portalId } = owner;
  const personId = await personOf(context, portalId, update);
  const sealer = personId ? await context.vault.person(portalId, personId) : await context.vault.portal(portalId);
  const tenant = context.store.of(portalId);
  const row = {
    id: newId(context, "inb"),
    person_id: personId ?? null,
    source: "whatsapp" as const,
    kind: update.kind,
    dedupe_key: update.dedupeKey,
    body_sealed: sealer.seal(JSON.stringify(update), column),
    status: "waiting" as const,
    attempts: 0,
    next_at: context.now(),
    received_at: context.now(),
  };
  const insert = tenant.db
    .insertInto("inbox")
    .values(row)
    .onConflict((conflict) => conflict.columns(["source", "dedupe_key"]).doNothing());
  await tenant.commit([write(insert)]);
  context.metrics.webhook("stored");
}

/** Whom the update is about: whoever wrote, or whoever our message went to. */
async function personOf(context: Context, portalId: string, update: WebhookUpdate): Promise<string | undefined> {
  if (update.kind === "message") return update.from ? personWithWaId(context, portalId, update.from) : undefined;
  return update.kind === "status" ? (await sendOfStatus(context, portalId, update))?.person_id : undefined;
}

/** @returns how many rows were looked at. */
async function handleDue(context: Context): Promise<number> {
  const every = context.store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("inbox")
      .selectAll()
      .where("status", "=", "waiting")
      .where("next_at", "<=", context.now())
      .orderBy("received_at")
      .limit(atOnce),
  );
  for (const row of rows) {
    const tenant = context.store.of(row.portal_id);
    const mark = (set: { status: "done" | "waiting" | "dead"; next_at?: number }): Write =>
      write(
        tenant.db
          .updateTable("inbox")
          .set({ ...set, attempts: row.attempts + 1 })
          .where("id", "=", row.id)
          .where("status", "=", "waiting"),
        1,
      );
    try {
      const sealer = row.person_id
        ? await context.vault.person(row.portal_id, row.person_id)
        : await context.vault.portal(row.portal_id);
      const update = updateSchema.parse(JSON.parse(sealer.open(row.body_sealed, column)));
      const effects = await handleUpdate(context, row.portal_id, row.person_id ?? undefined, update);
      await tenant.commit([...effects, mark({ status: "done" })]);
    } catch (error) {
      // Somebody else wrote in the same moment: look again at once, not in seconds.
      const wait = error instanceof StoreConflict && row.attempts < 3 ? 0 : retryWaits[row.attempts];
      context.log.error("inbox.update_failed", { update: row.id, kind: row.kind, code: codeOf(error) });
      await tenant.commit([
        wait === undefined ? mark({ status: "dead" }) : mark({ status: "waiting", next_at: context.now() + wait }),
      ]);
    }
  }
  return rows.length;
}
