/** Encryption keys: replaced by somebody else's, not accepted by Meta, or overdue for their rotation. */
import type { Context } from "../../context.ts";
import { isSettled } from "../../keys/plan.ts";
import { activeOf, type RingKey, readRing } from "../../keys/ring.ts";
import { rotateAfter } from "../../keys/rotate.ts";
import { keyTrouble } from "../../keys/trouble.ts";
import type { Row } from "../../store/index.ts";
import type { Condition } from "../types.ts";
import { conditionOf, conditionWithout } from "./condition.ts";

const dayMs = 24 * 3_600_000;
/** A rotation is tried again every quarter of an hour: one that takes longer than this needs somebody. */
const lateMs = 7 * dayMs;

type Sender = Row<"senders">;

/** Of accounts whose Flows are published: before that, a missing key is nobody's trouble. */
export async function keyConditions(context: Context, portalId: string): Promise<Condition[]> {
  const tenant = context.store.of(portalId);
  const flows = await tenant.all(
    tenant.db
      .selectFrom("flows")
      .innerJoin("connections", "connections.id", "flows.connection_id")
      .select(["flows.name", "flows.connection_id", "connections.external_id"])
      .where("flows.status", "!=", "draft")
      .where("connections.status", "=", "active")
      .orderBy("flows.created_at"),
  );
  const accounts = Map.groupBy(flows, ({ connection_id }) => connection_id);
  const found = [...accounts].map(async ([connectionId, those]) => {
    const [keys, senders] = await Promise.all([
      readRing(context, { portalId, connectionId }),
      tenant.all(tenant.db.selectFrom("senders").selectAll().where("connection_id", "=", connectionId).orderBy("id")),
    ]);
    const names = those.map(({ name }) => ({ name, count: 1 }));
    const overdue = overdueOf(context, those[0]?.external_id ?? connectionId, keys, senders);
    return [...senders.flatMap((sender) => atNumber(sender, names)), ...overdue];
  });
  return (await Promise.all(found)).flat();
}

function atNumber(sender: Sender, flows: readonly { name: string; count: number }[]): Condition[] {
  const { id, display_number: name, key_status: status, key_code: code } = sender;
  const trouble = keyTrouble(sender);
  if (trouble === undefined) return [];
  if (trouble === "replaced") return [conditionOf("key_replaced", id, flows, { name })];
  return [conditionOf("key_broken", id, flows, { name, code: status === "failed" ? (code ?? "unknown") : status })];
}

function overdueOf(
  context: Context,
  account: string,
  keys: readonly RingKey[],
  senders: readonly Sender[],
): readonly Condition[] {
  const active = activeOf(keys);
  if (!active) return [];
  const age = context.now() - active.createdAt;
  const due = rotateAfter(context);
  const numbers = senders.map(({ key_status, key_id, key_code }) => ({
    status: key_status,
    keyId: key_id,
    code: key_code,
  }));
  const half = keys.some(({ status }) => status === "retiring") && !isSettled(numbers, active.id) && age > lateMs;
  const late = due > 0 && age > due + lateMs;
  if (!half && !late) return [];
  const details = { name: account, code: half ? "unfinished" : "late" };
  return [conditionWithout("key_overdue", account, numbers.length, details)];
}
