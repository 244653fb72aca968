/** What workflows asked for about somebody who is being erased: nothing is sent any more, and HubSpot is told so. */
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { portions } from "../store/portions.ts";
import { requestOf, wakeWrites } from "./store.ts";

const said = "This person was erased.";

export function forgetPersonExecutions(context: Context, portalId: string, personId: string): Write[] {
  const theirs = () => updateOf(context, portalId).where("person_id", "=", personId);
  const now = context.now();
  return [
    write(theirs().set(ended(now)).where("state", "=", "waiting")),
    write(theirs().set({ request_sealed: "", outputs_sealed: null, person_id: null, updated_at: now })),
    ...wakeWrites(context, portalId, now),
  ];
}

/** Until a message goes, only what was asked for says whom it is for. */
export async function forgetContactExecutions(context: Context, portalId: string, contactId: string): Promise<Write[]> {
  const { db, all } = context.store.of(portalId);
  const queued = await all(
    db.selectFrom("workflow_executions").select(["callback_id", "request_sealed"]).where("state", "=", "queued"),
  );
  const ids: string[] = [];
  for (const row of queued)
    if ((await requestOf(context, portalId, row)).contactId === contactId) ids.push(row.callback_id);
  if (ids.length === 0) return [];
  const now = context.now();
  return [
    ...portions(ids).map((some) =>
      write(
        updateOf(context, portalId)
          .set({ ...ended(now), request_sealed: "" })
          .where("callback_id", "in", some)
          .where("state", "=", "queued"),
      ),
    ),
    ...wakeWrites(context, portalId, now),
  ];
}

const updateOf = ({ store }: Context, portalId: string) => store.of(portalId).db.updateTable("workflow_executions");

const ended = (now: number) =>
  ({
    state: "settled",
    outcome: "FAILED",
    detail: said,
    failures: 0,
    next_at: now,
    leased_until: 0,
    updated_at: now,
  }) as const;
