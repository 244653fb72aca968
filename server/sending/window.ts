import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";

const windowMs = 24 * 3_600_000;

export type Window = { readonly state: "closed" } | { readonly state: "open"; readonly until: number };

/** Free-form messages may be sent for 24 hours after the person last wrote to this sender (WhatsApp reference 6.3). */
export async function windowOf(
  { store, now }: Context,
  portalId: string,
  personId: string,
  senderId: string,
): Promise<Window> {
  const tenant = store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("windows")
      .select("last_inbound_at")
      .where("person_id", "=", personId)
      .where("sender_id", "=", senderId),
  );
  const until = (row?.last_inbound_at ?? 0) + windowMs;
  return until > now() ? { state: "open", until } : { state: "closed" };
}

export interface OpenWindow {
  readonly personId: string;
  readonly senderId: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** These people's windows that are open, the one that was opened last first. */
export async function windowsOf(
  { store, now }: Context,
  portalId: string,
  people: readonly string[],
): Promise<OpenWindow[]> {
  if (people.length === 0) return [];
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("windows")
      .selectAll()
      .where("person_id", "in", people)
      .where("last_inbound_at", ">", now() - windowMs)
      .orderBy("last_inbound_at", "desc"),
  );
  return rows.map(({ person_id: personId, sender_id: senderId, last_inbound_at }) => {
    return { personId, senderId, until: last_inbound_at + windowMs };
  });
}

/** The person wrote at this time; messages may arrive out of order, the window only moves forward. */
export function windowWrite(
  { store }: Context,
  portalId: string,
  personId: string,
  senderId: string,
  at: number,
): Write {
  const row = { person_id: personId, sender_id: senderId, last_inbound_at: at };
  return write(
    store
      .of(portalId)
      .db.insertInto("windows")
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(["person_id", "sender_id"])
          .doUpdateSet({ last_inbound_at: at })
          .where("windows.last_inbound_at", "<", at),
      ),
  );
}
