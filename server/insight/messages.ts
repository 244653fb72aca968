/** Messages with a Flow as figures know them: from the send, its version and, where it came by an entry, its visit. */
import { z } from "zod";
import { emptyFact, type Fact, factSchema, sourceOf } from "../../core/insight/index.ts";
import { sendKeyOf } from "../entries/send.ts";
import { type Of, type Row, statement, type Tenant, type Write, write } from "../store/index.ts";
import { inPortions } from "../store/portions.ts";
import { dayOf } from "./calendar.ts";

export interface CountedMessage extends Omit<Row<"insight_messages">, "fact"> {
  readonly fact: Fact;
}

/** Those of these sends that were counted before, by send. */
export async function countedMessages(
  { all, db }: Tenant,
  sendIds: readonly string[],
): Promise<Map<string, CountedMessage>> {
  const rows = await inPortions(sendIds, (part) =>
    all(db.selectFrom("insight_messages").selectAll().where("send_id", "in", part)),
  );
  return new Map(rows.map((row) => [row.send_id, { ...row, fact: factSchema.parse(JSON.parse(row.fact)) }]));
}

const formSchema = z.object({ language: z.string().catch("") });

/**
 * Messages that nothing is counted of yet, with revision 0. One whose send is not in the database any more, or was made before
 * `since` (epoch ms), is left out: what was known of it may be deleted already, and it would count twice.
 */
export async function newMessages(
  { all, db }: Tenant,
  sendIds: readonly string[],
  { zone, since }: { readonly zone: string; readonly since: number },
): Promise<CountedMessage[]> {
  const columns = [
    "id",
    "flow_id",
    "version_id",
    "country",
    "source",
    "channel",
    "idempotency_key",
    "created_at",
  ] as const;
  const sends = await inPortions(sendIds, (part) =>
    all(db.selectFrom("sends").select(columns).where("id", "in", part).where("created_at", ">=", since)),
  );
  const versions = await inPortions([...new Set(sends.map(({ version_id }) => version_id))], (part) =>
    all(db.selectFrom("flow_versions").select(["id", "number", "form"]).where("id", "in", part)),
  );
  const about = new Map(
    versions.map(({ id, number, form }) => [id, { number, language: formSchema.parse(JSON.parse(form)).language }]),
  );
  const visits = await inPortions(sends.flatMap(visitIdOf), (part) =>
    all(db.selectFrom("entry_visits").select(["id", "told_by"]).where("id", "in", part)),
  );
  const toldBy = new Map(visits.map(({ id, told_by }) => [id, told_by]));
  return sends.map((send) => {
    const version = about.get(send.version_id);
    const [visitId = ""] = visitIdOf(send);
    return {
      send_id: send.id,
      flow_id: send.flow_id,
      version: version ? String(version.number) : "",
      language: version?.language ?? "",
      country: send.country ?? "",
      source: sourceOf({ source: send.source, toldBy: toldBy.get(visitId) }),
      channel: send.channel,
      day: dayOf(send.created_at, zone),
      fact: emptyFact(),
      revision: 0,
      made_at: send.created_at,
    };
  });
}

function visitIdOf({ source, idempotency_key }: Pick<Row<"sends">, "source" | "idempotency_key">): string[] {
  return source === "entry" || source === "ad" ? [idempotency_key.slice(sendKeyOf("").length)] : [];
}

/** Fails with StoreConflict where somebody else counted for this message meanwhile. @param message with the revision that was read */
export function messageWrite(tenant: Tenant, message: CountedMessage): Write {
  const values = { ...message, fact: JSON.stringify(message.fact), revision: message.revision + 1 };
  if (message.revision === 0) return write(insert(tenant, values), 1);
  return write(update(tenant, { ...values, read: message.revision }), 1);
}

const insert = statement((db, of: Of<Row<"insight_messages">>) =>
  db.insertInto("insight_messages").values({
    send_id: of(({ send_id }) => send_id),
    flow_id: of(({ flow_id }) => flow_id),
    version: of(({ version }) => version),
    language: of(({ language }) => language),
    country: of(({ country }) => country),
    source: of(({ source }) => source),
    channel: of(({ channel }) => channel),
    day: of(({ day }) => day),
    fact: of(({ fact }) => fact),
    revision: of(({ revision }) => revision),
    made_at: of(({ made_at }) => made_at),
  }),
);

const update = statement(
  (db, of: Of<Pick<Row<"insight_messages">, "send_id" | "fact" | "revision"> & { readonly read: number }>) =>
    db
      .updateTable("insight_messages")
      .set({ fact: of(({ fact }) => fact), revision: of(({ revision }) => revision) })
      .where(
        "send_id",
        "=",
        of(({ send_id }) => send_id),
      )
      .where(
        "revision",
        "=",
        of(({ read }) => read),
      ),
);
