/**
 * Answers in the chat beside answers to the same form on the web, by week. HubSpot's submissions are read in the background
 * once somebody has looked; what is kept of them are counts. Forms of other tools are not read.
 */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import {
  addUp,
  type Completeness,
  comparableFields,
  completenessOf,
  completenessSchema,
  noSubmissions,
  share,
} from "../../core/insight/index.ts";
import type { InsightQuality } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { openHandedIn } from "../delivery/handed-in.ts";
import type { SendingParts } from "../sending/request.ts";
import { type Row, type Tenant, tryCommit, write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { VaultError } from "../vault/index.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { dayOf, daysAfter, mondayOf } from "./calendar.ts";
import type { Span } from "./question.ts";

const weekSchema = z.object({ chat: completenessSchema, web: completenessSchema });
const weeksSchema = z.record(z.iso.date(), weekSchema);
type Weeks = z.infer<typeof weeksSchema>;

const name = "insight";
const laneOf = (portalId: string, flowId: string): string => `${name}/${portalId}/${flowId}`;

/** Asked for again at most so often. */
const freshMs = 6 * 3_600_000;
/** Longer than a reading can take: whoever is at it has it alone until then. */
const leaseMs = 10 * 60_000;
const weeksRead = 12;
const perPage = 50;
/** Of one reading; older weeks are left out where there are more. */
const pagesMost = 100;
const ownMost = 5_000;

/** What is known now; where it is old, the form tool is asked in the background. */
export async function qualityOf(
  { context }: Pick<SendingParts, "context">,
  portalId: string,
  { flowId, from, to }: Span,
): Promise<InsightQuality> {
  const tenant = context.store.of(portalId);
  const flow =
    flowId === undefined
      ? undefined
      : await tenant.first(tenant.db.selectFrom("flows").select(["id", "source_tool"]).where("id", "=", flowId));
  if (flow?.source_tool !== "hubspot") return { state: "unknown" };
  const kept = await tenant.first(tenant.db.selectFrom("insight_quality").selectAll().where("flow_id", "=", flow.id));
  if (!kept || (kept.due_at === null && (kept.tried_at ?? 0) <= context.now() - freshMs))
    await askFor(context, portalId, flow.id, kept);
  if (!kept || kept.read_at === null) return { state: "unasked" };
  const weeks = Object.entries(weeksSchema.parse(JSON.parse(kept.weeks)))
    .filter(([monday]) => monday >= mondayOf(from) && monday <= to)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const first = weeks[0]?.[0];
  const last = weeks.at(-1)?.[0];
  return {
    state: "ready",
    ...(first !== undefined && { from: first }),
    ...(last !== undefined && { to: daysAfter(last, 6) }),
    readAt: new Date(kept.read_at).toISOString(),
    chat: sideOf(addUp(weeks.map(([, { chat }]) => chat))),
    web: sideOf(addUp(weeks.map(([, { web }]) => web))),
  };
}

function sideOf(sum: Completeness): NonNullable<InsightQuality["chat"]> {
  const filled = share(sum.filled, sum.asked);
  const emails = share(sum.goodEmails, sum.emails);
  const phones = share(sum.goodPhones, sum.phones);
  return {
    submissions: sum.submissions,
    ...(filled !== undefined && { filled }),
    ...(emails !== undefined && { emails }),
    ...(phones !== undefined && { phones }),
  };
}

async function askFor(
  context: Context,
  portalId: string,
  flowId: string,
  kept: Row<"insight_quality"> | undefined,
): Promise<void> {
  const tenant = context.store.of(portalId);
  const now = context.now();
  const row = { flow_id: flowId, weeks: "{}", read_at: null, tried_at: null, due_at: now };
  const asked = kept
    ? tenant.db.updateTable("insight_quality").set({ due_at: now }).where("flow_id", "=", flowId)
    : tenant.db.insertInto("insight_quality").values(row);
  // Where somebody else asked in the same moment, it is asked.
  await tryCommit(tenant, [
    write(asked, 1),
    ...(context.wakeups?.writes([{ lane: laneOf(portalId, flowId), at: now }]) ?? []),
  ]);
}

export function qualitySleeper(parts: SendingParts): Sleeper {
  const { context } = parts;
  return {
    name,
    run: async (lane) => {
      const [, portalId = "", flowId = ""] = lane.split("/");
      const tenant = context.store.of(portalId);
      const row = await tenant.first(tenant.db.selectFrom("insight_quality").selectAll().where("flow_id", "=", flowId));
      if (!row || row.due_at === null) return undefined;
      if (row.due_at > context.now()) return row.due_at;
      return readNow(parts, portalId, { ...row, due_at: row.due_at });
    },
    upcoming: async (limit) => {
      const every = context.store.everyPortal();
      const rows = await every.all(
        every.db
          .selectFrom("insight_quality")
          // Nothing is read for a portal that left.
          .innerJoin("portals", "portals.id", "insight_quality.portal_id")
          .select(["insight_quality.portal_id", "flow_id", "due_at"])
          .where("due_at", "is not", null)
          .where("portals.status", "=", "active")
          .orderBy("due_at")
          .limit(limit),
      );
      return rows.map(({ portal_id, flow_id, due_at }) => ({ lane: laneOf(portal_id, flow_id), at: due_at ?? 0 }));
    },
  };
}

/** @returns when to look again, where somebody else is at it */
async function readNow(
  parts: SendingParts,
  portalId: string,
  row: Row<"insight_quality"> & { readonly due_at: number },
): Promise<number | undefined> {
  const { context } = parts;
  const now = context.now();
  const tenant = context.store.of(portalId);
  const change = (from: number, set: Partial<Row<"insight_quality">>) =>
    tryCommit(tenant, [
      write(
        tenant.db.updateTable("insight_quality").set(set).where("flow_id", "=", row.flow_id).where("due_at", "=", from),
        1,
      ),
    ]);
  const mine = now + leaseMs;
  if (!(await change(row.due_at, { due_at: mine }))) return mine;
  try {
    const weeks = await readWeeks(parts, portalId, row.flow_id);
    const kept = keptOf(weeksSchema.parse(JSON.parse(row.weeks)), weeks);
    await change(mine, { weeks: JSON.stringify(kept), read_at: now, tried_at: now, due_at: null });
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    context.log.warn("insight.web_unread", { portal: portalId, flow: row.flow_id, code: codeOf(error) });
    await change(mine, { tried_at: now, due_at: null });
  }
  return undefined;
}

/** What was read last; but a week of which answers were deleted since stays as it was counted while they were there. */
function keptOf(before: Weeks, read: Weeks): Weeks {
  const fuller = Object.entries(before).filter(
    ([monday, { chat }]) => chat.submissions > (read[monday]?.chat.submissions ?? 0),
  );
  return { ...before, ...read, ...Object.fromEntries(fuller) };
}

/** Whole weeks, the running one included, as far back as both sides were read. */
async function readWeeks(parts: SendingParts, portalId: string, flowId: string): Promise<Weeks> {
  const { context, catalogue, hubspot } = parts;
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(
    tenant.db.selectFrom("flows").select(["current_version_id", "source_form_id"]).where("id", "=", flowId),
  );
  if (!flow?.current_version_id) return {};
  const { form, screens } = await catalogue.version(portalId, flow.current_version_id);
  const fields = comparableFields(form, new Set(screens.flatMap(({ secure = [] }) => secure)));
  const today = dayOf(context.now(), "UTC");
  let since = daysAfter(mondayOf(today), -7 * (weeksRead - 1));

  const own = await ownSubmissions(tenant, flowId, Date.parse(since));
  const oldest = own.at(-1);
  if (own.length === ownMost && oldest) since = daysAfter(mondayOf(dayOf(oldest.accepted_at, "UTC")), 7);
  const handedIn = new Set(own.map(({ accepted_at }) => accepted_at));

  const weeks = new Map<string, { chat: Completeness; web: Completeness }>();
  for (let monday = since; monday <= today; monday = daysAfter(monday, 7))
    weeks.set(monday, { chat: noSubmissions, web: noSubmissions });
  const add = (side: "chat" | "web", at: number, completeness: Completeness) => {
    const week = weeks.get(mondayOf(dayOf(at, "UTC")));
    if (week) week[side] = addUp([week[side], completeness]);
  };
  for (const row of own) {
    const answers = await answersOf(context, portalId, row);
    if (answers)
      add(
        "chat",
        row.accepted_at,
        completenessOf(fields, ({ id }) => answers.get(id) ?? ""),
      );
  }

  const calls = hubspot.inTurn(portalId);
  let after: string | undefined;
  for (let page = 0; page < pagesMost; page += 1) {
    const found = await calls.listSubmissions(flow.source_form_id, { limit: perPage, ...(after && { after }) });
    for (const { submittedAt, values, pageUrl } of found.submissions) {
      // What we delivered there ourselves comes from no page.
      if (!pageUrl || handedIn.has(submittedAt)) continue;
      const given = new Map(values.map((value) => [value.name, value.value]));
      add(
        "web",
        submittedAt,
        completenessOf(fields, ({ source }) => given.get(source.id) ?? ""),
      );
    }
    const last = found.submissions.at(-1);
    after = found.after;
    if (after === undefined || !last || last.submittedAt < Date.parse(since)) return Object.fromEntries(weeks);
    if (page === pagesMost - 1) since = daysAfter(mondayOf(dayOf(last.submittedAt, "UTC")), 7);
  }
  return Object.fromEntries([...weeks].filter(([monday]) => monday >= since));
}

type Own = Pick<Row<"submissions">, "person_id" | "answers_sealed" | "accepted_at">;

function ownSubmissions({ all, db }: Tenant, flowId: string, since: number): Promise<Own[]> {
  return all(
    db
      .selectFrom("submissions")
      .select(["person_id", "answers_sealed", "accepted_at"])
      .where("flow_id", "=", flowId)
      .where("accepted_at", ">=", since)
      // Those that retention emptied say nothing about what was answered; and this way the index fits.
      .whereRef("emptied_revision", "<", "revision")
      .orderBy("accepted_at", "desc")
      .limit(ownMost),
  );
}

/** By field, as text; undefined for somebody who was erased. */
async function answersOf(
  context: Context,
  portalId: string,
  { person_id, answers_sealed }: Own,
): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const { answers } = openHandedIn(await context.vault.person(portalId, person_id), answers_sealed);
    return new Map(answers.map(({ fieldId, value }) => [fieldId, String(value)]));
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
