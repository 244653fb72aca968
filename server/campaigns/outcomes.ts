/**
 * What a message's status means for its recipient and for the whole broadcast. Written in the commit of the status itself,
 * whether it is the call's own answer or a webhook of days later.
 */
import { afterFailure } from "../../core/campaigns/index.ts";
import type { Context } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { laneOf } from "./store.ts";

const prefix = "broadcast";

/** Names the message: each further try is another send. */
export function sendKey(broadcastId: string, rank: string, tries: number): string {
  return `${prefix}:${broadcastId}:${rank}:${tries}`;
}

type Outcome = Row<"broadcast_recipients">["outcome"];
type Named = Pick<Row<"sends">, "id" | "idempotency_key" | "source">;

/** @param status that the send has from now on */
export function recipientWrites(
  context: Context,
  portalId: string,
  send: Named,
  status: Row<"sends">["status"],
  reason: string | null,
): Write[] {
  if (send.source !== "broadcast" && send.source !== "broadcast_link") return [];
  const [, broadcastId = "", rank = "", tries = "0"] = send.idempotency_key.split(":");
  if (status === "queued") return [];
  const { store, now } = context;
  const { db } = store.of(portalId);
  const recipient = (change: Partial<Row<"broadcast_recipients">>, only?: readonly Outcome[]) =>
    write(
      db
        .updateTable("broadcast_recipients")
        .set({ ...change, reason, updated_at: now() })
        .where("broadcast_id", "=", broadcastId)
        .where("rank", "=", rank)
        .where("send_id", "=", send.id)
        .$if(only !== undefined, (query) => query.where("outcome", "in", only ?? [])),
    );
  if (status === "unconfirmed") return [recipient({ outcome: status }, ["sending"])];
  if (status !== "failed") return [recipient({ outcome: status })];

  const code = reason ?? "whatsapp.refused";
  const after = afterFailure(code, Number(tries));
  if (after.kind === "final") return [recipient({ outcome: "failed" })];
  const at = now() + (after.kind === "again" ? after.afterMs : 0);
  const again = recipient({ outcome: "waiting", tries: Number(tries) + 1, next_at: at, leased_until: 0 });
  const mine = () => db.updateTable("broadcasts").where("id", "=", broadcastId);
  if (after.kind === "pause") {
    const paused = mine()
      .set(({ eb }) => ({ state: "paused", because: code, revision: eb("revision", "+", 1), updated_at: now() }))
      .where("state", "in", ["running", "deciding", "finished"]);
    return [again, write(paused)];
  }
  // A status may say so long after everybody else was through.
  const reopened = mine()
    .set(({ eb }) => ({ state: "running", revision: eb("revision", "+", 1), next_at: at, updated_at: now() }))
    .where("state", "=", "finished");
  const sooner = mine().set({ next_at: at }).where("state", "=", "running").where("next_at", ">", at);
  return [
    again,
    write(reopened),
    write(sooner),
    ...(context.wakeups?.writes([{ lane: laneOf(portalId, broadcastId), at }]) ?? []),
  ];
}
