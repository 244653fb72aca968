/** What a question about figures reads: rows of days, names of screens and questions, and what waits to be counted. */
import type { ScreenName } from "../../core/insight/index.ts";
import type { Context } from "../context.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import type { Row, Tenant } from "../store/index.ts";

export interface Span {
  /** Without it, every Flow. */
  readonly flowId?: string | undefined;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
}

export type DayRow = Pick<Row<"insight_days">, "flow_id" | "day" | "value" | "counts" | "times">;

type ByWhat = Row<"insight_days">["by_what"];

export function daysOf({ store }: Context, portalId: string, span: Span, byWhat: ByWhat): Promise<DayRow[]> {
  const tenant = store.of(portalId);
  return tenant.all(within(tenant, span, byWhat).select(["flow_id", "day", "value", "counts", "times"]));
}

/** Without times, which are most of what is kept. */
export function dayCountsOf(
  { store }: Context,
  portalId: string,
  span: Span,
  byWhat: ByWhat,
): Promise<Omit<DayRow, "times">[]> {
  const tenant = store.of(portalId);
  return tenant.all(within(tenant, span, byWhat).select(["flow_id", "day", "value", "counts"]));
}

function within({ db }: Tenant, { flowId, from, to }: Span, byWhat: ByWhat) {
  return db
    .selectFrom("insight_days")
    .where("by_what", "=", byWhat)
    .where("day", ">=", from)
    .where("day", "<=", to)
    .$if(flowId !== undefined, (query) => query.where("flow_id", "=", flowId ?? ""));
}

/** Events that are in no figure yet. */
export async function waitingEvents({ store }: Context, portalId: string): Promise<number> {
  const tenant = store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("events")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("counted_at", "is", null),
  );
  return Number(row?.count ?? 0);
}

export interface FlowNames {
  readonly id: string;
  readonly name: string;
  /** In the order of the way through the newest version, then those that only older ones have. */
  readonly screens: readonly ScreenName[];
  /** By field id: the question. */
  readonly fields: ReadonlyMap<string, string>;
}

type Parts = { readonly context: Context; readonly catalogue: Pick<FlowCatalogue, "version"> };

/** Versions of a Flow that are looked at for names of what is counted, the newest first. */
const versionsSeen = 20;

/** @param counted ids of screens in the figures: without figures an older version's screen is not named */
export async function flowNames(
  { context, catalogue }: Parts,
  portalId: string,
  flowId: string,
  counted: ReadonlySet<string>,
): Promise<FlowNames | undefined> {
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select(["id", "name"]).where("id", "=", flowId));
  if (!flow) return undefined;
  const versions = await tenant.all(
    tenant.db
      .selectFrom("flow_versions")
      .select("id")
      .where("flow_id", "=", flowId)
      .orderBy("number", "desc")
      .limit(versionsSeen),
  );
  const screens = new Map<string, ScreenName>();
  const fields = new Map<string, string>();
  for (const [place, { id }] of versions.entries()) {
    const version = await catalogue.version(portalId, id);
    for (const { id: screen, title } of version.screens)
      if (!screens.has(screen) && (place === 0 || counted.has(screen))) screens.set(screen, { id: screen, title });
    for (const field of Object.values(version.form.fields))
      if (!fields.has(field.id)) fields.set(field.id, field.title);
    if ([...counted].every((screen) => screens.has(screen))) break;
  }
  for (const screen of counted) if (!screens.has(screen)) screens.set(screen, { id: screen, title: screen });
  return { ...flow, screens: [...screens.values()], fields };
}
