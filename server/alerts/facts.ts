/** What is wrong with a portal now, as its tables say: one condition per thing that somebody has to act on. */
import type { Context } from "../context.ts";
import { heldMs } from "../portals/departure.ts";
import { asCounted, type Counted, conditionOf } from "./conditions/condition.ts";
import { figureConditions } from "./conditions/figures.ts";
import { flowHealthConditions } from "./conditions/flow-health.ts";
import { keyConditions } from "./conditions/keys.ts";
import { limitConditions } from "./conditions/limits.ts";
import { numberConditions } from "./conditions/numbers.ts";
import { templateConditions } from "./conditions/templates.ts";
import { tokenConditions } from "./conditions/tokens.ts";
import { type AlertKind, alertKinds, type Condition, type OpenAlert } from "./types.ts";

export interface PortalToJudge {
  readonly id: string;
  readonly status: "active" | "gone";
  readonly goneAt: number | null;
}

export interface Judged {
  readonly kinds: readonly AlertKind[];
  readonly conditions: readonly Condition[];
}

/** `states`: what the tables say at once, looked at every minute. `figures`: what many events have to be counted for. */
export type Round = "states" | "figures";

const figureKinds: readonly AlertKind[] = ["flow_stopped", "field_errors"];

/** Of a portal that left nothing can be mended but that it left. @param open its open alerts */
export async function judge(
  context: Context,
  portal: PortalToJudge,
  round: Round,
  open: readonly OpenAlert[],
): Promise<Judged> {
  if (round === "figures") {
    if (portal.status === "gone") return { kinds: [], conditions: [] };
    return { kinds: figureKinds, conditions: await figureConditions(context, portal.id, open) };
  }
  if (portal.status === "gone") return { kinds: ["departed"], conditions: await departed(context, portal) };
  const [states, endpoints] = await Promise.all([statesOf(context, portal.id), endpointsOf(context, portal.id)]);
  const found = await Promise.all([
    givenUp(context, portal.id, states, endpoints),
    paused(context, portal.id, states),
    gone(context, portal.id, endpoints),
    conflicts(context, portal.id),
    inboxDead(context, portal.id),
    formsChanged(context, portal.id),
    numberQuestions(context, portal.id),
    formsUnreadable(context, portal.id),
    flowHealthConditions(context, portal.id),
    keyConditions(context, portal.id),
    tokenConditions(context, portal.id),
    templateConditions(context, portal.id),
    numberConditions(context, portal.id),
    limitConditions(context, portal.id),
  ]);
  return {
    kinds: alertKinds.filter((kind) => !figureKinds.includes(kind)),
    conditions: withoutConsequences(found.flat()),
  };
}

/** Forms that cannot be read because their account is refused are the account's alert. */
function withoutConsequences(conditions: readonly Condition[]): Condition[] {
  const refused = conditions.filter(({ kind }) => kind === "token_refused").map(({ subject }) => subject);
  return conditions.filter(
    ({ kind, details }) =>
      kind !== "form_unreadable" ||
      details.code !== "forms.not_connected" ||
      !refused.includes(details.destination ?? ""),
  );
}

type State = Awaited<ReturnType<typeof statesOf>>[number];

function statesOf({ store }: Context, portalId: string) {
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db.selectFrom("destination_states").select(["destination", "state", "reason"]).orderBy("destination"),
  );
}

type Endpoint = Awaited<ReturnType<typeof endpointsOf>>[number];

function endpointsOf({ store }: Context, portalId: string) {
  const tenant = store.of(portalId);
  return tenant.all(tenant.db.selectFrom("webhook_endpoints").select(["id", "status", "reason"]).orderBy("id"));
}

const isGone = ({ status, reason }: Endpoint): boolean => status === "disabled" && reason === "gone";

/**
 * Per destination and reason. What an endpoint that is gone misses belongs to that endpoint's own alert, and what one
 * that was removed missed is nobody's any more; one that was enabled again still waits for its replay.
 */
async function givenUp(
  { store }: Context,
  portalId: string,
  states: readonly State[],
  endpoints: readonly Endpoint[],
): Promise<Condition[]> {
  if (states.length === 0) return [];
  const enabledAgain = new Set(endpoints.filter((each) => !isGone(each)).map(({ id }) => `webhook:${id}`));
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .innerJoin("submissions", "submissions.id", "steps.submission_id")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .select(({ fn }) => ["steps.destination", "steps.reason", "flows.name", fn.countAll<number>().as("count")])
      // The index begins with the destination.
      .where(
        "steps.destination",
        "in",
        states.map(({ destination }) => destination),
      )
      .where("steps.status", "=", "dead")
      .groupBy(["steps.destination", "steps.reason", "flows.id", "flows.name"]),
  );
  const groups = new Map<string, { destination: string; code: string; flows: Counted[] }>();
  for (const { destination, reason, name, count } of rows) {
    const code = reason ?? "unknown";
    if (code === "webhook.gone" && !enabledAgain.has(destination)) continue;
    const key = `${destination}/${code}`;
    const group = groups.get(key) ?? { destination, code, flows: [] };
    group.flows.push({ name, count: Number(count) });
    groups.set(key, group);
  }
  return [...groups].map(([key, { flows, ...about }]) =>
    about.code === "outbound.private_address"
      ? conditionOf("private_address", about.destination, flows, about)
      : conditionOf("dead_letters", key, flows, about),
  );
}

async function paused({ store }: Context, portalId: string, states: readonly State[]): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const stopped = states.filter(({ state }) => state === "paused");
  return Promise.all(
    stopped.map(async ({ destination, reason }) => {
      const row = await tenant.first(
        tenant.db
          .selectFrom("steps")
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .where("destination", "=", destination)
          .where("status", "=", "ready"),
      );
      const details = { flows: [], destination, code: reason ?? "unknown" };
      return { kind: "destination_paused" as const, subject: destination, count: Number(row?.count ?? 0), details };
    }),
  );
}

/** Endpoints that answered 410; the count is what they missed. */
async function gone({ store }: Context, portalId: string, endpoints: readonly Endpoint[]): Promise<Condition[]> {
  const tenant = store.of(portalId);
  return Promise.all(
    endpoints.filter(isGone).map(async ({ id }) => {
      const destination = `webhook:${id}`;
      const flows = await tenant.all(
        tenant.db
          .selectFrom("steps")
          .innerJoin("submissions", "submissions.id", "steps.submission_id")
          .innerJoin("flows", "flows.id", "submissions.flow_id")
          .select(({ fn }) => ["flows.name", fn.countAll<number>().as("count")])
          .where("steps.destination", "=", destination)
          .where("steps.status", "=", "dead")
          .where("steps.reason", "=", "webhook.gone")
          .groupBy(["flows.id", "flows.name"]),
      );
      return conditionOf("webhook_gone", id, flows.map(asCounted), { destination, code: "webhook.gone" });
    }),
  );
}

async function conflicts({ store }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const flows = await tenant.all(
    tenant.db
      .selectFrom("conflicts")
      .innerJoin("submissions", "submissions.id", "conflicts.submission_id")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .select(({ fn }) => ["flows.name", fn.countAll<number>().as("count")])
      .where("conflicts.status", "=", "open")
      .groupBy(["flows.id", "flows.name"]),
  );
  return flows.length === 0 ? [] : [conditionOf("conflicts", "", flows.map(asCounted), {})];
}

/** Which number belongs to whom, where nobody may guess it. */
async function numberQuestions({ store }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("number_conflicts")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("status", "=", "open"),
  );
  const count = Number(row?.count ?? 0);
  return count === 0 ? [] : [{ kind: "conflicts", subject: "numbers", count, details: { flows: [] } }];
}

async function inboxDead({ store }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("inbox")
      .select(({ fn }) => ["source", fn.countAll<number>().as("count")])
      .where("status", "=", "dead")
      .groupBy("source")
      .orderBy("source"),
  );
  return rows.map(({ source, count }) => ({
    kind: "inbox_dead" as const,
    subject: source,
    count: Number(count),
    details: { flows: [] },
  }));
}

/** Forms that changed at their tools, as one thing; the counts are changes. */
async function formsChanged({ store }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const flows = await tenant.all(
    tenant.db
      .selectFrom("form_watches")
      .innerJoin("flows", "flows.id", "form_watches.flow_id")
      .select(["flows.name", "form_watches.change_count as count"])
      .where("form_watches.state", "!=", "")
      .where(({ or, eb, ref }) =>
        or([eb("form_watches.dismissed", "is", null), eb("form_watches.dismissed", "!=", ref("form_watches.state"))]),
      ),
  );
  return flows.length === 0 ? [] : [conditionOf("form_changed", "", flows.map(asCounted), {})];
}

/** So often in a row a form could not be read before somebody hears of it. */
const tellAfterFailures = 3;

/** Per tool and reason; a form of a tool that nobody connected was never meant to be read. */
async function formsUnreadable({ store }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("form_watches")
      .innerJoin("flows", "flows.id", "form_watches.flow_id")
      .select(["form_watches.tool", "form_watches.problem_code", "flows.name"])
      .where("form_watches.failures", ">=", tellAfterFailures)
      .where("form_watches.problem_code", "!=", "forms.no_account"),
  );
  const groups = Map.groupBy(rows, ({ tool, problem_code }) => `${tool}/${problem_code}`);
  return [...groups].map(([subject, those]) => {
    const flows = those.map(({ name }) => ({ name, count: 1 }));
    const [first] = those;
    return conditionOf("form_unreadable", subject, flows, {
      destination: first?.tool ?? "",
      code: first?.problem_code ?? "unknown",
    });
  });
}

/** Answers that are held for a portal that left. */
async function departed({ store }: Context, { id, goneAt }: PortalToJudge): Promise<Condition[]> {
  const tenant = store.of(id);
  const flows = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .innerJoin("submissions", "submissions.id", "steps.submission_id")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .select(({ fn }) => ["flows.name", fn.count<number>("submissions.id").distinct().as("count")])
      .where("steps.status", "in", ["ready", "blocked"])
      .groupBy(["flows.id", "flows.name"]),
  );
  if (flows.length === 0) return [];
  return [conditionOf("departed", "", flows.map(asCounted), { until: (goneAt ?? 0) + heldMs })];
}
