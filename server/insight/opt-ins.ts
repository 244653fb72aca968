/** Agreements and STOPs, counted once each like events (roll.ts). What a person said before decides what a new word counts as. */
import { type OptInCount, optInCounts, type Said, sourceOf } from "../../core/insight/index.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { type Row, type Tenant, tryCommit, write } from "../store/index.ts";
import { inPortions, portions } from "../store/portions.ts";
import { dayOf } from "./calendar.ts";
import { type Change, changeWrites } from "./day-rows.ts";

const portion = 250;

export async function countOptIns(context: Context, portalId: string): Promise<"counted" | "others" | "none"> {
  const tenant = context.store.of(portalId);
  const { all, db } = tenant;
  const waiting = await all(
    db.selectFrom("consents").select(["id", "person_id"]).where("counted_at", "is", null).orderBy("at").limit(portion),
  );
  if (waiting.length === 0) return "none";
  // All that these people ever said, in one look: what of it is counted and what is not must be of one moment.
  const people = [...new Set(waiting.map(({ person_id }) => person_id))];
  const records = await inPortions(people, (part) =>
    all(db.selectFrom("consents").selectAll().where("person_id", "in", part)),
  );
  const zone = (await findPortal(context, portalId))?.settings.timeZone ?? "UTC";
  const said = await saidOf(tenant, records, zone);
  const fresh = records.filter(({ counted_at }) => counted_at === null);
  const changes = people.flatMap((personId) => {
    const own = records.filter(({ person_id }) => person_id === personId);
    const of = (rows: readonly Row<"consents">[]) => optInCounts(rows.flatMap(({ id }) => said.get(id) ?? []));
    return [...changesOf(of(own.filter(({ counted_at }) => counted_at !== null)), -1), ...changesOf(of(own), 1)];
  });
  const marks = [...Map.groupBy(fresh, (record) => dayIn(zone, record))].flatMap(([day, rows]) =>
    portions(rows.map(({ id }) => id)).map((part) =>
      write(
        db
          .updateTable("consents")
          .set({ counted_at: context.now(), counted_day: day })
          .where("id", "in", part)
          .where("counted_at", "is", null),
        new Set(part).size,
      ),
    ),
  );
  const written = await tryCommit(tenant, [...marks, ...(await changeWrites(tenant, changes))]);
  return written ? "counted" : "others";
}

/** A word that is counted stays on its day: in another zone, what takes it back would be taken off another day. */
function dayIn(zone: string, { at, counted_day: day }: Pick<Row<"consents">, "at" | "counted_day">): string {
  return day ?? dayOf(at, zone);
}

function changesOf(counts: readonly OptInCount[], sign: 1 | -1): Change[] {
  return counts.map(({ flowId, day, key }) => ({
    places: [{ flow_id: flowId, day, by_what: "all", value: "" }],
    contribution: { counts: new Map([[key, 1]]), times: new Map() },
    sign,
  }));
}

/** By record: with the message in whose form it was said, where it was in one. */
async function saidOf(
  { all, db }: Tenant,
  records: readonly Row<"consents">[],
  zone: string,
): Promise<Map<string, Said>> {
  const submissions = [...new Set(records.flatMap(({ submission_id }) => submission_id ?? []))];
  const rows = await inPortions(submissions, (part) =>
    all(
      db
        .selectFrom("submissions")
        .innerJoin("sends", "sends.id", "submissions.send_id")
        .leftJoin("entry_visits", "entry_visits.send_id", "sends.id")
        .select(["submissions.id", "submissions.flow_id", "sends.source", "entry_visits.told_by"])
        .where("submissions.id", "in", part),
    ),
  );
  const messages = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    records.map((record): [string, Said] => {
      const message = messages.get(record.submission_id ?? "");
      const { id, state, source: via, at } = record;
      const day = dayIn(zone, record);
      const source = message ? sourceOf({ source: message.source, toldBy: message.told_by ?? undefined }) : "";
      return [id, { id, state, via, source, flowId: message?.flow_id ?? "", day, at }];
    }),
  );
}
