/** A new broadcast, and what is pressed on it. */
import { isNotFound } from "../../connectors/hubspot/index.ts";
import { listTemplateBodies } from "../../connectors/whatsapp/templates.ts";
import { afterPress, type Life, type Press } from "../../core/campaigns/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import type { BroadcastAb } from "../../src/app/packages/contract/index.ts";
import { newId } from "../context.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { type AuditEntry, auditWrite } from "../privacy/audit.ts";
import type { SendingParts } from "../sending/request.ts";
import { tryCommit, type Write, write } from "../store/index.ts";
import { groundOf } from "./ground.ts";
import { type BroadcastRow, broadcastRow, laneOf, lifeWrite, newRecipient, stagesOf } from "./store.ts";
import { saysOf } from "./words.ts";

export interface NewBroadcast {
  readonly name: string;
  readonly flowId: string;
  readonly listId: string;
  readonly pilotPercent: number;
  /** Colleagues' numbers. */
  readonly internal: readonly string[];
  readonly ab?: BroadcastAb | undefined;
  readonly idempotencyKey: string;
}

/**
 * Makes it; its list is read and checked in the background. The same key is the same broadcast.
 * @throws RefusedInput, OutsideError where HubSpot or WhatsApp cannot say now
 */
export async function makeBroadcast(
  parts: SendingParts,
  portalId: string,
  given: NewBroadcast,
  actor: AuditEntry["actor"],
): Promise<string> {
  const { context } = parts;
  const tenant = context.store.of(portalId);
  const byKey = tenant.db.selectFrom("broadcasts").select("id").where("idempotency_key", "=", given.idempotencyKey);
  const earlier = await tenant.first(byKey);
  if (earlier) return earlier.id;
  const flow = await tenant.first(
    tenant.db.selectFrom("flows").select(["status", "connection_id"]).where("id", "=", given.flowId),
  );
  if (flow?.status !== "published") throw refusal("flow_not_published");
  if (given.ab && !(await carriesLink(parts, portalId, flow.connection_id, given.ab))) throw refusal("link_template");
  const list = await listOf(parts, portalId, given.listId);
  const now = context.now();
  const id = newId(context, "brd");
  const phones = [...new Set(given.internal.map((phone) => `+${phone.replace(/\D/g, "")}`))];
  const row: BroadcastRow = {
    id,
    idempotency_key: given.idempotencyKey,
    name: given.name,
    flow_id: given.flowId,
    list_id: given.listId,
    list_name: list.name,
    plan: JSON.stringify({
      pilotShare: given.pilotPercent / 100,
      internal: phones.length,
      ...(given.ab && { ab: given.ab }),
    }),
    state: "collecting",
    stage: "none",
    because: null,
    says: null,
    list_cursor: null,
    collected: 0,
    checked: 0,
    pilot_size: 0,
    found: null,
    grade: -1,
    completions: null,
    completions_at: null,
    forgotten_at: null,
    revision: 1,
    next_at: now,
    created_at: now,
    updated_at: now,
  };
  const sealer = await context.vault.portal(portalId);
  const colleagues = phones.map((phone) => newRecipient(context, sealer, id, { phone }));
  const made = await tryCommit(tenant, [
    write(tenant.db.insertInto("broadcasts").values(row), 1),
    ...colleagues.map((each) => write(tenant.db.insertInto("broadcast_recipients").values(each), 1)),
    auditWrite(context, portalId, { actor, action: "edited", subject: id }),
    ...(context.wakeups?.writes([{ lane: laneOf(portalId, id), at: now }]) ?? []),
  ]);
  // The same key at the same moment.
  return made ? id : ((await tenant.first(byKey))?.id ?? id);
}

/** Whether the template is there in this language, approved, and takes the link as the one thing that it needs. */
async function carriesLink(
  { context }: SendingParts,
  portalId: string,
  connectionId: string,
  { template, language }: BroadcastAb,
): Promise<boolean> {
  const connection = await whatsappConnection(context, portalId, connectionId);
  if (!connection) throw refusal("not_connected");
  const found = await listTemplateBodies(graphOf(context, connection), connection.externalId, template);
  const named = found.find((each) => each.language === language);
  return named !== undefined && named.status === "APPROVED" && named.plain && named.variables === 1;
}

async function listOf({ hubspot }: SendingParts, portalId: string, listId: string) {
  try {
    const list = await hubspot.of(portalId).getList(listId);
    if (!list.ofContacts) throw refusal("no_contacts");
    return list;
  } catch (error) {
    if (isNotFound(error)) throw refusal("list_unreadable");
    throw error;
  }
}

const refusal = (code: string) => new RefusedInput(`broadcast.${code}`, saysOf(code));

/** @throws RefusedInput where this does not fit its state, or something keeps it from going on */
export async function pressBroadcast(
  parts: SendingParts,
  portalId: string,
  id: string,
  press: Press,
  actor: AuditEntry["actor"],
): Promise<Life> {
  const { context } = parts;
  const row = await broadcastRow(context, portalId, id);
  if (!row) throw new RefusedInput("broadcast.unknown", "There is no broadcast with this id.");
  const life = afterPress(row, press, stagesOf(row));
  if (!life) {
    throw new RefusedInput("broadcast.not_now", `It is ${row.state}, so this cannot be done now. Look how it stands.`);
  }
  const goesOn = press === "start" || press === "go" || press === "resume";
  const grade = goesOn ? await mayGoOn(parts, portalId, row) : row.grade;
  const action = press === "resume" ? "resumed" : goesOn ? "sent" : "paused";
  const tenant = context.store.of(portalId);
  const done = await tryCommit(tenant, [
    lifeWrite(context, portalId, row, life, { grade, ...(press === "pause" && { because: "user" }) }),
    ...(press === "stop" ? [skipRest(parts, portalId, id)] : []),
    auditWrite(context, portalId, { actor, action, subject: id }),
    ...(goesOn ? (context.wakeups?.writes([{ lane: laneOf(portalId, id), at: context.now() }]) ?? []) : []),
  ]);
  if (done) return life;
  throw new RefusedInput("broadcast.changed", "It changed in this moment. Look how it stands, then press again.");
}

/** Somebody has looked: the quality that it has now is the one that it must keep. @returns that */
async function mayGoOn(parts: SendingParts, portalId: string, row: BroadcastRow): Promise<number> {
  const ground = await groundOf(parts, portalId, row.flow_id, Number.POSITIVE_INFINITY);
  if (ground.kind === "none") throw refusal(ground.because);
  if (ground.obstacle) throw refusal(ground.obstacle);
  return ground.grade;
}

function skipRest({ context }: SendingParts, portalId: string, id: string): Write {
  const { db } = context.store.of(portalId);
  return write(
    db
      .updateTable("broadcast_recipients")
      .set({ outcome: "skipped", reason: "stopped", leased_until: 0, updated_at: context.now() })
      .where("broadcast_id", "=", id)
      .where("outcome", "=", "waiting"),
  );
}
