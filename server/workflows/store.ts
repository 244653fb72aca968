/** The rows of what workflows asked for, and how they change. */
import { z } from "zod";
import type { Outcome } from "../../core/workflow/index.ts";
import type { Context } from "../context.ts";
import { type Row, tryCommit, type Write, write } from "../store/index.ts";
import { firstFreeAt } from "../store/leased.ts";
import { currentRequest } from "../telemetry/scope.ts";

export type Execution = Row<"workflow_executions">;

export const sleeperName = "workflows";
const requestColumn = "workflow_executions.request";
const outputsColumn = "workflow_executions.outputs";

/** What the workflow asked for, beside the Flow. */
const requestSchema = z.object({
  contactId: z.string(),
  /** Milliseconds from the message on; 0 where the workflow does not wait for answers. */
  waitMs: z.number(),
  /** Field ids, by the number of the output that takes the answer, from 1. */
  answers: z.record(z.string(), z.string()),
});
export type ExecutionRequest = z.infer<typeof requestSchema>;

const outputsSchema = z.record(z.string(), z.string());
export type Outputs = z.infer<typeof outputsSchema>;

export interface NewExecution {
  readonly callbackId: string;
  readonly action: Execution["action"];
  readonly flowId: string;
  readonly request: ExecutionRequest;
}

/** One with this id that is there already stays as it is. */
export async function acceptExecution(context: Context, portalId: string, given: NewExecution): Promise<void> {
  const { callbackId, action, flowId, request } = given;
  const now = context.now();
  const sealer = await context.vault.portal(portalId);
  const row: Execution = {
    callback_id: callbackId,
    action,
    flow_id: flowId,
    request_sealed: sealer.seal(JSON.stringify(request), requestColumn),
    state: "queued",
    outcome: null,
    detail: null,
    person_id: null,
    outputs_sealed: null,
    sent_at: null,
    tries: 0,
    failures: 0,
    next_at: now,
    leased_until: 0,
    created_at: now,
    updated_at: now,
    request_id: currentRequest(),
  };
  const { db, commit } = context.store.of(portalId);
  const insert = db.insertInto("workflow_executions").values(row);
  await commit([
    write(insert.onConflict((conflict) => conflict.column("callback_id").doNothing())),
    ...wakeWrites(context, portalId, now),
  ]);
}

export async function executionById(
  { store }: Context,
  portalId: string,
  callbackId: string,
): Promise<Execution | undefined> {
  const { db, first } = store.of(portalId);
  return first(db.selectFrom("workflow_executions").selectAll().where("callback_id", "=", callbackId));
}

/** Of one whose outcome is not known yet. @throws where the portal's key is gone */
export async function requestOf(
  { vault }: Context,
  portalId: string,
  row: Pick<Execution, "request_sealed">,
): Promise<ExecutionRequest> {
  const sealer = await vault.portal(portalId);
  return requestSchema.parse(JSON.parse(sealer.open(row.request_sealed, requestColumn)));
}

/** Empty where there are none. @throws VaultError when the person was erased */
export async function keptOutputs({ vault }: Context, portalId: string, row: Execution): Promise<Outputs> {
  if (row.outputs_sealed === null || row.person_id === null) return {};
  const sealer = await vault.person(portalId, row.person_id);
  return outputsSchema.parse(JSON.parse(sealer.open(row.outputs_sealed, outputsColumn)));
}

/** A send's own key names the execution, and which of its tries this is. */
export function sendKey(callbackId: string, tries: number): string {
  return `workflow/${callbackId}/${tries}`;
}

export function callbackIdIn(idempotencyKey: string): string | undefined {
  return /^workflow\/([^/]+)\/\d+$/.exec(idempotencyKey)?.[1];
}

export interface Settled {
  readonly outcome: Outcome;
  /** In words, without personal data. */
  readonly detail?: string | undefined;
  /** Whose answers these are. */
  readonly answered?: { readonly personId: string; readonly outputs: Outputs };
}

/** The outcome is known. Goes into the commit of what it follows from; of two that settle it, the second one conflicts. */
export async function settleWrites(
  context: Context,
  portalId: string,
  row: Execution,
  { outcome, detail, answered }: Settled,
): Promise<Write[]> {
  const now = context.now();
  const sealer = answered && (await context.vault.person(portalId, answered.personId));
  const change = {
    state: "settled" as const,
    outcome,
    detail: detail ?? null,
    request_sealed: "",
    ...(answered && {
      person_id: answered.personId,
      outputs_sealed: sealer?.seal(JSON.stringify(answered.outputs), outputsColumn) ?? null,
    }),
    failures: 0,
    next_at: now,
    // Whoever holds it looks again, and another one need not wait for that.
    leased_until: 0,
    updated_at: now,
  };
  return [changeWrite(context, portalId, row, change), ...wakeWrites(context, portalId, now)];
}

export function changeWrite(
  { store }: Context,
  portalId: string,
  { callback_id, state }: Pick<Execution, "callback_id" | "state">,
  change: Partial<Execution>,
): Write {
  const { db } = store.of(portalId);
  const update = db.updateTable("workflow_executions").set(change).where("callback_id", "=", callback_id);
  return write(update.where("state", "=", state), 1);
}

export function wakeWrites({ wakeups }: Context, portalId: string, at: number): Write[] {
  return wakeups?.writes([{ lane: `${sleeperName}/${portalId}`, at }]) ?? [];
}

const working = ["queued", "waiting", "settled"] as const;

export async function dueExecutions({ store, now }: Context, portalId: string, limit: number): Promise<Execution[]> {
  const { db, all } = store.of(portalId);
  return all(
    db
      .selectFrom("workflow_executions")
      .selectAll()
      .where("state", "in", working)
      .where("next_at", "<=", now())
      .where("leased_until", "<=", now())
      .orderBy("next_at")
      .orderBy("callback_id")
      .limit(limit),
  );
}

/** @returns false when somebody else has it, or has been at it since it was read */
export async function leaseExecution(
  context: Context,
  portalId: string,
  { callback_id, state, leased_until, next_at }: Execution,
  until: number,
): Promise<boolean> {
  const tenant = context.store.of(portalId);
  const claim = tenant.db.updateTable("workflow_executions").set({ leased_until: until });
  const mine = claim.where("callback_id", "=", callback_id).where("state", "=", state);
  return tryCommit(tenant, [write(mine.where("leased_until", "=", leased_until).where("next_at", "=", next_at), 1)]);
}

/** Portals with something to be done, and when, earliest first. */
export async function portalsWithExecutions({ store }: Context, limit: number, only?: string) {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("workflow_executions")
      // A portal that left has no workflows that wait.
      .innerJoin("portals", "portals.id", "workflow_executions.portal_id")
      .select(["portal_id", firstFreeAt])
      .where("workflow_executions.state", "in", working)
      .where("portals.status", "=", "active")
      .$if(only !== undefined, (query) => query.where("portal_id", "=", only ?? ""))
      .groupBy("portal_id")
      .orderBy("at")
      .limit(limit),
  );
  return rows.map(({ portal_id: portalId, at }) => ({ portalId, at: Number(at) }));
}

/** What HubSpot was told so long ago is asked for no more: it repeats a call for three days (HubSpot reference 3.3). */
const keptMs = 30 * 24 * 3_600_000;

export function forgetExecutions({ store, now }: Context): Write {
  const { db } = store.everyPortal();
  const over = db.deleteFrom("workflow_executions").where("state", "in", ["told", "gone"]);
  return write(over.where("updated_at", "<", now() - keptMs));
}
