/** Flows that people stop finishing, and questions whose answers are suddenly refused, each against its own past. */
import { type Change, judgeChange, type Share, type Try } from "../../../core/alerts/index.ts";
import { formSchema } from "../../../core/form/types.ts";
import type { Context } from "../../context.ts";
import type { Row } from "../../store/index.ts";
import { inPortions } from "../../store/portions.ts";
import type { Condition, OpenAlert } from "../types.ts";
import { conditionOf } from "./condition.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How far back people's attempts say what is usual. */
const pastMs = 28 * dayMs;
/** How old the newest attempts may be; longer once an alert is open, so that silence does not end it at once. */
const latelyMs = 3 * dayMs;
const stillMs = 14 * dayMs;
/** So many attempts of a Flow are looked at, the newest first. */
const mostTries = 1_000;
const mostEvents = 2_000;

/**
 * How long people have: who finishes later has not finished in time, today as before. Counted from the message for those
 * who may not open it, and from the first screen for those who may not get to its end.
 */
const graceMs = { sent: 6 * hourMs, begun: hourMs } as const;

type PublishedFlow = Pick<Row<"flows">, "id" | "name" | "current_version_id">;

/** @param open alerts of these kinds, which remember what was usual before */
export async function figureConditions(
  context: Context,
  portalId: string,
  open: readonly OpenAlert[],
): Promise<Condition[]> {
  const tenant = context.store.of(portalId);
  const flows = await tenant.all(
    tenant.db
      .selectFrom("flows")
      .select(["id", "name", "current_version_id"])
      .where("status", "=", "published")
      .orderBy("created_at"),
  );
  const found: Condition[] = [];
  // One after the other: nothing waits for it, and the database has other work.
  for (const flow of flows) {
    found.push(...(await stopped(context, portalId, flow, open)));
    found.push(...(await refusedFields(context, portalId, flow, open)));
  }
  return found;
}

/** Messages that one person was sent on purpose. Those of a broadcast go to other people than the last one's. */
const invited: readonly Row<"sends">["source"][] = ["card", "operator", "workflow", "entry", "ad"];

async function stopped(
  context: Context,
  portalId: string,
  flow: PublishedFlow,
  open: readonly OpenAlert[],
): Promise<Condition[]> {
  const alert = open.find(({ kind, subject }) => kind === "flow_stopped" && subject === flow.id);
  let stays = false;
  for (const since of ["begun", "sent"] as const) {
    const known = alert?.details.code === since ? alert.details.figures?.usual : undefined;
    const sends = await sendsOf(context, portalId, flow.id, context.now() - graceMs[since]);
    const change = changeOf(context, triesFrom(sends, since, context.now()), "fell", known);
    if (change === "uncertain") stays = true;
    if (typeof change !== "object") continue;
    const count = change.lately.of - change.lately.hits;
    return [
      conditionOf("flow_stopped", flow.id, [{ name: flow.name, count }], {
        flowId: flow.id,
        code: since,
        figures: change,
      }),
    ];
  }
  return stays && alert ? [asItWas(alert)] : [];
}

/** `uncertain`: an open alert's newest tries neither prove it nor that it is over. */
function changeOf(
  { now }: Context,
  tries: readonly Try[],
  direction: "fell" | "rose",
  usual: Share | undefined,
): Change | "uncertain" | undefined {
  const since = now() - (usual ? stillMs : latelyMs);
  const judged = judgeChange(tries, { direction, since, usual });
  if (judged.kind === "changed") return { usual: judged.usual, lately: judged.lately };
  return usual && judged.kind === "unknown" && tries.some(({ at }) => at > since) ? "uncertain" : undefined;
}

function asItWas({ kind, subject, count, details }: OpenAlert): Condition {
  return { kind, subject, count, details };
}

interface Sent {
  readonly sentAt: number;
  readonly begunAt: number | undefined;
  readonly acceptedAt: number | undefined;
}

function triesFrom(sends: readonly Sent[], since: keyof typeof graceMs, now: number): Try[] {
  const grace = graceMs[since];
  return sends.flatMap(({ sentAt, begunAt, acceptedAt }) => {
    const at = since === "sent" ? sentAt : begunAt;
    if (at === undefined || at > now - grace) return [];
    return [{ at, hit: acceptedAt !== undefined && acceptedAt <= at + grace }];
  });
}

const begins: readonly string[] = ["opened", "shown", "submitted"];

/** The newest messages that were made by then and sent, with what became of each. @param until epoch milliseconds */
async function sendsOf({ store, now }: Context, portalId: string, flowId: string, until: number): Promise<Sent[]> {
  const tenant = store.of(portalId);
  // Each source by itself: so the index has them newest first, with no broadcast between them.
  const newest = invited.map((source) =>
    tenant.all(
      tenant.db
        .selectFrom("sends")
        .select(["id", "created_at"])
        .where("flow_id", "=", flowId)
        .where("source", "=", source)
        .where("created_at", ">", now() - pastMs)
        .where("created_at", "<=", until)
        .orderBy("created_at", "desc")
        .limit(mostTries),
    ),
  );
  const sends = (await Promise.all(newest))
    .flat()
    .toSorted((one, other) => other.created_at - one.created_at)
    .slice(0, mostTries);
  const first = new Map<string, { sent?: number; begun?: number; accepted?: number }>();
  const ids = sends.map(({ id }) => id);
  const rows = await inPortions(ids, (part) =>
    tenant.all(
      tenant.db
        .selectFrom("events")
        .select(({ fn }) => ["send_id", "kind", fn.min("at").as("at")])
        .where("send_id", "in", part)
        .where("kind", "in", ["sent", ...begins, "accepted"])
        .groupBy(["send_id", "kind"]),
    ),
  );
  for (const { send_id: id, kind, at } of rows) {
    const known = first.get(id ?? "") ?? {};
    const name = kind === "accepted" || kind === "sent" ? kind : "begun";
    first.set(id ?? "", { ...known, [name]: Math.min(known[name] ?? Number(at), Number(at)) });
  }
  // Whoever finished has begun, whatever the phone told of it.
  return [...first.values()].flatMap(({ sent, begun, accepted }) =>
    sent === undefined ? [] : [{ sentAt: sent, begunAt: begun ?? accepted, acceptedAt: accepted }],
  );
}

async function refusedFields(
  context: Context,
  portalId: string,
  flow: PublishedFlow,
  open: readonly OpenAlert[],
): Promise<Condition[]> {
  const screens = await screensOf(context, portalId, flow.id);
  const refused = [...screens.values()].flatMap((tries) => {
    const fields = new Set(tries.flatMap((each) => [...each.refused]));
    return [...fields].flatMap((field) => {
      const subject = `${flow.id}/${field}`;
      const alert = open.find((each) => each.kind === "field_errors" && each.subject === subject);
      const own = tries.map(({ at, refused: those }) => ({ at, hit: those.has(field) }));
      const change = changeOf(context, own, "rose", alert?.details.figures?.usual);
      return change ? [{ field, subject, change, alert }] : [];
    });
  });
  if (refused.length === 0) return [];
  const titles = await titlesOf(context, portalId, flow.current_version_id);
  return refused.flatMap(({ field, subject, change, alert }) => {
    if (change === "uncertain") return alert ? [asItWas(alert)] : [];
    return conditionOf("field_errors", subject, [{ name: flow.name, count: change.lately.hits }], {
      flowId: flow.id,
      name: titles.get(field) ?? field,
      figures: change,
    });
  });
}

interface ScreenTry {
  readonly at: number;
  /** Fields whose answer was refused. */
  readonly refused: Set<string>;
}

/** Who handed in which screen, with the fields that were refused to them there. */
async function screensOf(
  { store, now }: Context,
  portalId: string,
  flowId: string,
): Promise<Map<string, readonly ScreenTry[]>> {
  const tenant = store.of(portalId);
  const newest = (kind: string) =>
    tenant.all(
      tenant.db
        .selectFrom("events")
        .select(["session_id", "screen", "field_id", "at"])
        .where("flow_id", "=", flowId)
        .where("kind", "=", kind)
        .where("at", ">", now() - pastMs)
        .orderBy("at", "desc")
        .limit(mostEvents),
    );
  const rejected = await newest("rejected");
  if (rejected.length === 0) return new Map();
  const submitted = await newest("submitted");
  // Both as far back as the shorter of them.
  const from = Math.max(
    ...[rejected, submitted].map((rows) => (rows.length < mostEvents ? 0 : (rows.at(-1)?.at ?? 0))),
  );
  const tries = new Map<string, Map<string, ScreenTry>>();
  for (const { session_id: session, screen, field_id: field, at } of [...rejected, ...submitted]) {
    if (session === null || screen === null || at < from) continue;
    const ofScreen = tries.get(screen) ?? new Map<string, ScreenTry>();
    tries.set(screen, ofScreen);
    const known = ofScreen.get(session) ?? { at, refused: new Set<string>() };
    if (field !== null) known.refused.add(field);
    ofScreen.set(session, { at: Math.min(known.at, at), refused: known.refused });
  }
  return new Map([...tries].map(([screen, those]) => [screen, [...those.values()]]));
}

async function titlesOf({ store }: Context, portalId: string, versionId: string | null): Promise<Map<string, string>> {
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("flow_versions")
    .select("form")
    .where("id", "=", versionId ?? "");
  const row = await tenant.first(query);
  const form = row && formSchema.safeParse(JSON.parse(row.form)).data;
  return new Map(Object.values(form?.fields ?? {}).map(({ id, title }) => [id, title]));
}
