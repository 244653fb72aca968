/** Who stopped half-way and has not gone on since, for people who look at it. */
import { noReminderInWords } from "../../core/rescue/index.ts";
import type { PageRescueReady, Stopped } from "../../src/app/packages/contract/index.ts";
import { identityOf } from "../people/people.ts";
import { findPortal } from "../portals/store.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Row } from "../store/index.ts";
import { dayMs } from "./keep.ts";

const page = 50;
const monthMs = 30 * 24 * 3_600_000;

export interface StoppedAsked {
  readonly flowId?: string | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export async function stoppedOf(
  parts: Pick<SendingParts, "context" | "catalogue">,
  portalId: string,
  { flowId, after }: StoppedAsked,
): Promise<PageRescueReady> {
  const { context } = parts;
  const tenant = context.store.of(portalId);
  const cursor = cursorIn(after);
  const keepDays = (await findPortal(context, portalId))?.settings.rescue.keepDays ?? 0;
  // Whoever went on since is no stop until they are silent again.
  const standing = tenant.db
    .selectFrom("stops")
    .innerJoin("sessions", (join) =>
      join.onRef("sessions.id", "=", "stops.session_id").onRef("sessions.round", "=", "stops.round"),
    )
    .innerJoin("flows", "flows.id", "stops.flow_id")
    .where("stops.state", "=", "stopped")
    .where("sessions.state", "=", "open")
    .whereRef("sessions.updated_at", "=", "stops.stopped_at")
    .$if(flowId !== undefined, (query) => query.where("stops.flow_id", "=", flowId ?? ""));
  const rows = await tenant.all(
    standing
      .leftJoin("sends", "sends.id", "stops.send_id")
      .selectAll("stops")
      .select(["flows.name", "sends.status as sent"])
      .$if(cursor !== undefined, (query) =>
        query.where((eb) =>
          eb.or([
            eb("stops.stopped_at", "<", cursor?.at ?? 0),
            eb.and([eb("stops.stopped_at", "=", cursor?.at ?? 0), eb("stops.session_id", ">", cursor?.id ?? "")]),
          ]),
        ),
      )
      .orderBy("stops.stopped_at", "desc")
      .orderBy("stops.session_id")
      .limit(page + 1),
  );
  const counted = await tenant.all(
    standing
      .select(["stops.flow_id", "stops.version_id", "stops.screen", "flows.name"])
      .select(({ fn }) => fn.countAll<number>().as("people"))
      .groupBy(["stops.flow_id", "stops.version_id", "stops.screen", "flows.name"])
      .limit(1_000),
  );
  const shown = rows.slice(0, page);
  const last = rows.length > page ? shown.at(-1) : undefined;
  return {
    kind: "ready",
    stopped: await Promise.all(shown.map((row) => seen(parts, portalId, row, keepDays))),
    ...(last && { next: `${last.stopped_at}.${last.session_id}` }),
    screens: await byScreen(parts, portalId, counted),
    ...(await figures(parts, portalId, flowId)),
  };
}

function cursorIn(after: string | undefined): { readonly at: number; readonly id: string } | undefined {
  const [, at, id] = /^(\d{1,15})\.([\w-]{1,100})$/.exec(after ?? "") ?? [];
  return at === undefined || id === undefined ? undefined : { at: Number(at), id };
}

type Found = Row<"stops"> & { readonly name: string; readonly sent: Row<"sends">["status"] | null };

async function seen(
  { context, catalogue }: Pick<SendingParts, "context" | "catalogue">,
  portalId: string,
  row: Found,
  keepDays: number,
): Promise<Stopped> {
  const { screens } = await catalogue.version(portalId, row.version_id);
  const at = Math.max(
    0,
    screens.findIndex(({ id }) => id === row.screen),
  );
  const contactId = await identityOf(context, portalId, row.person_id, "contact");
  const reminder = reminderOf(row);
  return {
    id: `${row.session_id}.${row.round}`,
    flowId: row.flow_id,
    flowName: row.name,
    screen: screens[at]?.title ?? "",
    place: at + 1,
    of: Math.max(1, screens.length),
    stoppedAt: iso(row.stopped_at),
    ...(contactId !== undefined && { contactId }),
    reminder,
    ...(row.remind_at !== null && reminder !== "none" && { remindAt: iso(row.remind_at) }),
    ...(reminder === "none" && { reminderReason: whyNone(row) }),
    resumableUntil: iso(row.expires_at),
    deletedAt: iso(row.stopped_at + keepDays * dayMs),
  };
}

/** WhatsApp's own word on the message, where it came, is newer than the row's. */
function reminderOf({ reminder, sent }: Found): Stopped["reminder"] {
  if (reminder !== "sent" && reminder !== "unconfirmed") return reminder;
  if (sent === "failed") return "none";
  return sent === "queued" || sent === "unconfirmed" ? "unconfirmed" : "sent";
}

const words: ReadonlyMap<string, string> = new Map(Object.entries(noReminderInWords));

function whyNone({ reason }: Found): string {
  return words.get(reason ?? "") ?? noReminderInWords.failed;
}

interface Counted {
  readonly flow_id: string;
  readonly version_id: string;
  readonly screen: string;
  readonly name: string;
  readonly people: number | string;
}

/** Versions of a Flow may call the same screen otherwise: what counts is what people read. */
async function byScreen(
  { catalogue }: Pick<SendingParts, "catalogue">,
  portalId: string,
  counted: readonly Counted[],
): Promise<PageRescueReady["screens"]> {
  const sums = new Map<string, PageRescueReady["screens"][number]>();
  for (const { flow_id: flowId, version_id, screen: id, name: flowName, people } of counted) {
    const { screens } = await catalogue.version(portalId, version_id);
    const screen = screens.find((each) => each.id === id)?.title ?? "";
    const key = JSON.stringify([flowId, screen]);
    sums.set(key, { flowId, flowName, screen, people: (sums.get(key)?.people ?? 0) + Number(people) });
  }
  return [...sums.values()].toSorted((left, right) => right.people - left.people);
}

async function figures({ context }: Pick<SendingParts, "context">, portalId: string, flowId: string | undefined) {
  const tenant = context.store.of(portalId);
  const reminded = await tenant.all(
    tenant.db
      .selectFrom("stops")
      .innerJoin("sends", "sends.id", "stops.send_id")
      .leftJoin("sessions", "sessions.id", "stops.session_id")
      .select(["stops.state", "sessions.state as session"])
      .select(({ fn }) => fn.countAll<number>().as("people"))
      .where("sends.status", "in", ["sent", "delivered", "read"])
      .where("sends.created_at", ">", context.now() - monthMs)
      .$if(flowId !== undefined, (query) => query.where("stops.flow_id", "=", flowId ?? ""))
      .groupBy(["stops.state", "sessions.state"]),
  );
  const count = (rows: typeof reminded) => rows.reduce((sum, { people }) => sum + Number(people), 0);
  const done = reminded.filter(({ state, session }) => state === "finished" || session === "accepted");
  return { reminded: count(reminded), finished: count(done) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
