/** Broadcasts as people see them. */
import { z } from "zod";
import { compare, mayPress } from "../../core/campaigns/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import {
  type Broadcast,
  type BroadcastRecipientsResponse,
  type BroadcastSummary,
  broadcastCheckSchema,
} from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import type { SendingParts } from "../sending/request.ts";
import { askForCompletions, completionsOf } from "./completions.ts";
import { dayOf, leftToday } from "./daily-limit.ts";
import { countsOf } from "./figures.ts";
import { groundOf } from "./ground.ts";
import { type BroadcastRow, broadcastRow, planOf, type RecipientRow, targetOf } from "./store.ts";
import { saysOf } from "./words.ts";

const mostShown = 100;

export async function broadcastsOf({ store }: Context, portalId: string): Promise<BroadcastSummary[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("broadcasts")
      .innerJoin("flows", "flows.id", "broadcasts.flow_id")
      .selectAll("broadcasts")
      .select("flows.name as flow_name")
      .orderBy("broadcasts.created_at", "desc")
      .orderBy("broadcasts.id")
      .limit(mostShown),
  );
  return rows.map((row) => summary(row, row.flow_name));
}

function summary(row: BroadcastRow, flowName: string): BroadcastSummary {
  return {
    id: row.id,
    name: row.name,
    flowName,
    listName: row.list_name,
    state: row.state,
    stage: row.stage,
    people: row.collected,
    createdAt: iso(row.created_at),
  };
}

const iso = (at: number) => new Date(at).toISOString();

/** @throws RefusedInput where there is none */
export async function broadcastShown(parts: SendingParts, portalId: string, id: string): Promise<Broadcast> {
  const { context } = parts;
  const row = await broadcastRow(context, portalId, id);
  if (!row) throw new RefusedInput("broadcast.unknown", "There is no broadcast with this id.");
  await askForCompletions(context, portalId, row);
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select("name").where("id", "=", row.flow_id));
  const plan = planOf(row);
  const counts = await countsOf(context, portalId, row);
  const stages = (["internal", "pilot", "rest"] as const)
    .map((stage) => ({
      stage,
      figures: counts.of({ stage }),
      reasons: counts.reasons
        .filter((reason) => reason.stage === stage)
        .map(({ code, people }) => ({ code, says: saysOf(code), people })),
    }))
    .filter(({ figures }) => figures.recipients > 0);
  const { because } = row;
  const halted = row.state === "paused" || row.state === "failed";
  const waits = row.state === "running" && because !== null && row.next_at > context.now();
  return {
    ...summary(row, flow?.name ?? ""),
    flowId: row.flow_id,
    listId: row.list_id,
    pilotPercent: Math.round(plan.pilotShare * 1_000) / 10,
    internal: plan.internal,
    ...(halted && because !== null && { because: { code: because, says: saysOf(because) } }),
    progress: { collected: row.collected, checked: row.checked },
    ...(waits && { waits: { until: iso(row.next_at), says: saysOf(because) } }),
    ...(row.found !== null && { check: await checkShown(parts, portalId, row) }),
    total: counts.of(),
    stages,
    ...(plan.ab && { comparison: comparisonOf(row, counts.of({ arm: "flow" }), counts.of({ arm: "link" })) }),
    may: [...mayPress(row)],
  };
}

/** As it was found, with what keeps it from starting at this moment. */
async function checkShown(parts: SendingParts, portalId: string, row: BroadcastRow): Promise<Broadcast["check"]> {
  const { context } = parts;
  const found = broadcastCheckSchema.omit({ obstacles: true, warnings: true }).parse(JSON.parse(row.found ?? "{}"));
  const ground = await groundOf(parts, portalId, row.flow_id, Number.POSITIVE_INFINITY);
  const obstacle = ground.kind === "none" ? ground.because : ground.obstacle;
  const left =
    ground.kind === "ground"
      ? await leftToday(context, await dayOf(context, portalId, ground.ready.connection))
      : undefined;
  const missing = found.languages.filter(({ template }) => template === "missing");
  const people = missing.reduce((sum, each) => sum + each.people, 0);
  const names = missing.map(({ language }) => language).join(", ");
  return {
    ...found,
    ...(left && Number.isFinite(left.people) && { leftToday: left.people }),
    obstacles: [
      ...(obstacle ? [saysOf(obstacle)] : []),
      ...(found.reachable === 0 ? ["Nobody in this list can be written to."] : []),
    ],
    warnings: [
      ...(people > 0
        ? [`${people} people prefer another language (${names}) and get the template that there is.`]
        : []),
      ...(found.overToday > 0
        ? [`WhatsApp's daily limit makes it take ${found.days} days; ${found.overToday} people have to wait.`]
        : []),
      // Without any prices nothing is shown that could be higher.
      ...(found.cost.currency !== undefined && found.cost.unpriced.length > 0
        ? ["The price table has no price for some countries, so the cost is higher than shown."]
        : []),
    ],
  };
}

type Figures = Broadcast["total"];

function comparisonOf(row: BroadcastRow, flow: Figures, link: Figures): Broadcast["comparison"] {
  const kept = completionsOf(row);
  const arrived = ({ sent, delivered, read }: Figures) => sent + delivered + read;
  const seen = compare(
    { sent: arrived(flow), completed: Math.min(flow.answered, arrived(flow)) },
    { sent: arrived(link), completed: Math.min(kept?.completed ?? 0, arrived(link)) },
  );
  return { ...seen, ...(kept?.readAt !== undefined && { readAt: iso(kept.readAt) }) };
}

const page = 100;

export async function recipientsShown(
  { context }: SendingParts,
  portalId: string,
  { id, outcome, after }: { id: string; outcome?: RecipientRow["outcome"] | undefined; after?: string | undefined },
): Promise<Extract<BroadcastRecipientsResponse, { kind: "ready" }>> {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("broadcast_recipients")
      .selectAll()
      .where("broadcast_id", "=", id)
      .where("rank", ">", after ?? "")
      .$if(outcome !== undefined, (query) => query.where("outcome", "=", outcome ?? "waiting"))
      .orderBy("rank")
      .limit(page + 1),
  );
  const shown = rows.slice(0, page);
  const sealer = await context.vault.portal(portalId);
  const last = shown.at(-1);
  return {
    kind: "ready",
    recipients: shown.map((row) => {
      const target = targetOf(sealer, row);
      const waits = row.outcome === "waiting" && row.next_at > context.now();
      return {
        ...(target && "contactId" in target && { contactId: z.string().parse(target.contactId) }),
        stage: row.stage,
        arm: row.arm,
        outcome: row.outcome,
        ...(row.reason !== null && { reason: { code: row.reason, says: saysOf(row.reason) } }),
        ...(waits && { until: iso(row.next_at) }),
      };
    }),
    ...(rows.length > page && last && { next: last.rank }),
  };
}
