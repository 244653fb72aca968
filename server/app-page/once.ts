/**
 * What a user presses on the app page is done once: HubSpot's proxy repeats a request by itself (HubSpot reference 2.6), and
 * so does the page while the answer takes longer than a request may. A repeated key is the same press.
 */
import type { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { tryCommit, write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";

export interface Press<Answered> {
  readonly portalId: string;
  readonly userId: string;
  /** The path of the call. */
  readonly action: string;
  readonly key: string;
  readonly answer: z.ZodType<Answered>;
  /** Does it. What the world says against it is an answer, too. */
  readonly work: () => Promise<Answered>;
}

/** `running`: it is being done, and the same key asks for its end. */
export type Pressed<Answered> =
  | { readonly kind: "answered"; readonly answer: Answered }
  | { readonly kind: "running" | "lost" };

export interface Presses {
  /**
   * Does it unless it was done; waits for the end as long as a request may take.
   * @throws RefusedInput `page.key_reused` where the key was another action's; what `work` throws
   */
  once<Answered>(press: Press<Answered>): Promise<Pressed<Answered>>;
}

export interface PressOptions {
  /** How long a request waits, in milliseconds: HubSpot's proxy gives up after 15 seconds. */
  readonly patienceMs?: number;
  /** What goes on after its request was answered. */
  readonly inBackground: (work: Promise<void>) => void;
}

/** Longer than anything that is done takes: who has not answered until then has died. */
const longestMs = 5 * 60_000;
const keptMs = 7 * 24 * 3_600_000;
const lookEveryMs = 500;

export function presses(context: Context, { patienceMs = 8_000, inBackground }: PressOptions): Presses {
  /** Of this process, by portal and key. */
  const running = new Map<string, Promise<unknown>>();

  return {
    once: async (press) => {
      const { portalId, key, action } = press;
      const name = `${portalId} ${key}`;
      if (await taken(context, press)) {
        const work = press
          .work()
          .then((answer) => keep(context, press, answer))
          .catch(async (error: unknown) => {
            // Nothing is known of it, so the same key may try once more.
            await forget(context, press);
            throw error;
          })
          .finally(() => running.delete(name));
        running.set(name, work);
        inBackground(
          work.then(
            () => undefined,
            (error: unknown) => context.log.warn("page.action_failed", { portal: portalId, code: codeOf(error) }),
          ),
        );
      }
      const until = performance.now() + patienceMs;
      for (let looks = 0; ; looks += 1) {
        const left = until - performance.now();
        const here = running.get(name);
        if (here) await inTime(here, Math.max(left, 0));
        // Another process is at it.
        else if (looks > 0) await inTime(undefined, Math.max(0, Math.min(left, lookEveryMs)));
        const row = await kept(context, press);
        if (!row) return { kind: "lost" };
        if (row.action !== action) throw keyReused();
        if (row.answer !== null) return { kind: "answered", answer: press.answer.parse(JSON.parse(row.answer)) };
        if (row.created_at + longestMs < context.now()) return { kind: "lost" };
        if (performance.now() >= until) return { kind: "running" };
      }
    },
  };
}

const keyReused = () =>
  new RefusedInput("page.key_reused", "The page and the server do not understand each other. Reload the page.");

/** False where somebody took this key before. */
async function taken(context: Context, { portalId, key, action, userId }: Press<unknown>): Promise<boolean> {
  const tenant = context.store.of(portalId);
  const now = context.now();
  const row = { idempotency_key: key, action, user_id: userId, answer: null, created_at: now };
  const insert = tenant.db.insertInto("page_actions").values(row);
  return tryCommit(tenant, [
    write(tenant.db.deleteFrom("page_actions").where("created_at", "<", now - keptMs)),
    write(
      insert.onConflict((conflict) => conflict.column("idempotency_key").doNothing()),
      1,
    ),
  ]);
}

async function keep({ store }: Context, { portalId, key }: Press<unknown>, answer: unknown): Promise<void> {
  const { db, commit } = store.of(portalId);
  const set = { answer: JSON.stringify(answer) };
  await commit([write(db.updateTable("page_actions").set(set).where("idempotency_key", "=", key), 1)]);
}

async function forget({ store }: Context, { portalId, key }: Press<unknown>): Promise<void> {
  const { db, commit } = store.of(portalId);
  await commit([write(db.deleteFrom("page_actions").where("idempotency_key", "=", key).where("answer", "is", null))]);
}

async function kept({ store }: Context, { portalId, key }: Press<unknown>) {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("page_actions").selectAll().where("idempotency_key", "=", key));
}

/** Waits for the work, and no longer than that. @throws what the work throws in that time */
async function inTime(work: Promise<unknown> | undefined, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  try {
    await Promise.race(work ? [work, promise] : [promise]);
  } finally {
    clearTimeout(timer);
  }
}
