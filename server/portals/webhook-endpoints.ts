/**
 * A portal's webhook endpoints: their addresses, what they want, and the secrets that sign what they get. Addresses and
 * secrets are sealed; a secret leaves this file to sign, and once to whoever made it.
 */
import { z } from "zod";
import { type EventType, eventTypeSchema, newSecret, secretSchema } from "../../connectors/webhook/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import { type Context, newId } from "../context.ts";
import { removedWrites } from "../delivery/removed.ts";
import { destinationOf } from "../delivery/step.ts";
import { outbound } from "../outbound/index.ts";
import { type Row, write } from "../store/index.ts";

const columns = { url: "webhook_endpoints.url", secret: "webhook_endpoints.secret" } as const;
const eventsSchema = z.array(eventTypeSchema);

/** Per portal: each is one more delivery of every submission. */
const mostEndpoints = 20;

export const newEndpointSchema = z.object({
  url: z.string().min(1),
  events: eventsSchema.min(1).default(["submission.accepted", "submission.corrected"]),
  /** Given where the receiver has one already; otherwise it is made. */
  secret: secretSchema.optional(),
});

export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly EventType[];
  readonly status: Row<"webhook_endpoints">["status"];
  readonly reason: Row<"webhook_endpoints">["reason"];
  /** Valid now, newest first: two while one replaces the other. */
  readonly secrets: readonly string[];
}

/** The new endpoint with its secret. @throws OutsideError for an address that is refused */
export async function addEndpoint(
  context: Context,
  portalId: string,
  { url, events, secret = newSecret(context.randomBytes) }: z.infer<typeof newEndpointSchema>,
): Promise<{ id: string; secret: string }> {
  await outbound(context).inspect(url);
  const tenant = context.store.of(portalId);
  const known = await tenant.all(tenant.db.selectFrom("webhook_endpoints").select("id"));
  if (known.length >= mostEndpoints) {
    throw new RefusedInput("webhook.too_many", `A portal has at most ${mostEndpoints} webhooks. Remove one first.`);
  }
  const sealer = await context.vault.portal(portalId);
  const now = context.now();
  const row: Row<"webhook_endpoints"> = {
    id: newId(context, "whk"),
    url_sealed: sealer.seal(url, columns.url),
    events: JSON.stringify([...new Set(events)]),
    status: "active",
    reason: null,
    secret_sealed: sealer.seal(secret, columns.secret),
    previous_secret_sealed: null,
    previous_until: null,
    created_at: now,
    updated_at: now,
  };
  await tenant.commit([write(tenant.db.insertInto("webhook_endpoints").values(row), 1)]);
  return { id: row.id, secret };
}

/** The endpoint, whatever its status; undefined once it was removed. */
export async function endpointById(context: Context, portalId: string, id: string): Promise<Endpoint | undefined> {
  const row = await rowOf(context, portalId, id);
  if (!row) return undefined;
  const sealer = await context.vault.portal(portalId);
  const before = row.previous_secret_sealed;
  const overlaps = before !== null && (row.previous_until ?? 0) > context.now();
  return {
    id,
    url: sealer.open(row.url_sealed, columns.url),
    events: eventsSchema.parse(JSON.parse(row.events)),
    status: row.status,
    reason: row.reason,
    secrets: [row.secret_sealed, ...(overlaps ? [before] : [])].map((sealed) => sealer.open(sealed, columns.secret)),
  };
}

/** Ids of the endpoints that get what is accepted now. @param wants only those that want this event */
export async function activeEndpoints({ store }: Context, portalId: string, wants?: EventType): Promise<string[]> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("webhook_endpoints").select(["id", "events"]).where("status", "=", "active");
  const rows = await tenant.all(query.orderBy("created_at").orderBy("id"));
  const wanted = ({ events }: { readonly events: string }) =>
    wants === undefined || eventsSchema.parse(JSON.parse(events)).includes(wants);
  return rows.filter(wanted).map(({ id }) => id);
}

/** Which portal an endpoint is of, by its id alone; undefined for one that is not there. */
export async function portalOfEndpoint({ store }: Context, id: string): Promise<string | undefined> {
  const every = store.everyPortal();
  const row = await every.first(every.db.selectFrom("webhook_endpoints").select("portal_id").where("id", "=", id));
  return row?.portal_id;
}

/** As a list shows them: of the address only what is no secret. */
export async function listEndpoints(context: Context, portalId: string) {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db.selectFrom("webhook_endpoints").selectAll().orderBy("created_at").orderBy("id"),
  );
  const sealer = await context.vault.portal(portalId);
  return rows.map((row) => ({
    id: row.id,
    url: withoutSecrets(sealer.open(row.url_sealed, columns.url)),
    events: eventsSchema.parse(JSON.parse(row.events)),
    status: row.status,
    reason: row.reason,
    previousSecretUntil: (row.previous_until ?? 0) > context.now() ? row.previous_until : null,
    createdAt: row.created_at,
  }));
}

export interface Rotation {
  /** How long the secret before signs too. */
  readonly overlapHours: number;
  readonly secret?: string | undefined;
  /** The secret before is given up at once, as after a leak. */
  readonly atOnce: boolean;
}

/** Until now is over, both secrets sign, so that the receiver can change over when it likes. */
export async function rotateSecret(
  context: Context,
  portalId: string,
  id: string,
  { overlapHours, atOnce, secret = newSecret(context.randomBytes) }: Rotation,
): Promise<{ secret: string; previousUntil: number | null }> {
  const row = await wanted(context, portalId, id);
  const now = context.now();
  if (!atOnce && (row.previous_until ?? 0) > now) {
    // A third secret would push the oldest one out, and some receiver may still have only that.
    const message =
      "This webhook's secret is being changed already. Wait until the one before has ended, or end it now.";
    throw new RefusedInput("webhook.rotating", message);
  }
  const tenant = context.store.of(portalId);
  const sealer = await context.vault.portal(portalId);
  const previousUntil = atOnce ? null : now + overlapHours * 3_600_000;
  const change = tenant.db
    .updateTable("webhook_endpoints")
    .set({
      secret_sealed: sealer.seal(secret, columns.secret),
      previous_secret_sealed: atOnce ? null : row.secret_sealed,
      previous_until: previousUntil,
      updated_at: now,
    })
    .where("id", "=", id)
    .where("secret_sealed", "=", row.secret_sealed);
  await tenant.commit([write(change, 1)]);
  return { secret, previousUntil };
}

/** A disabled endpoint gets nothing new; enabling it again lets replay deliver what the receiver refused. */
export async function setStatus(
  context: Context,
  portalId: string,
  id: string,
  change: Pick<Row<"webhook_endpoints">, "status" | "reason">,
): Promise<void> {
  await wanted(context, portalId, id);
  const tenant = context.store.of(portalId);
  const update = tenant.db.updateTable("webhook_endpoints").set({ ...change, updated_at: context.now() });
  await tenant.commit([write(update.where("id", "=", id))]);
}

/** What still waits for it, and what was given up, is skipped. */
export async function removeEndpoint(context: Context, portalId: string, id: string): Promise<void> {
  await wanted(context, portalId, id);
  const tenant = context.store.of(portalId);
  await tenant.commit([
    write(tenant.db.deleteFrom("webhook_endpoints").where("id", "=", id)),
    ...removedWrites(context, portalId, destinationOf({ step: "webhook", target: id })),
  ]);
}

async function wanted(context: Context, portalId: string, id: string): Promise<Row<"webhook_endpoints">> {
  const row = await rowOf(context, portalId, id);
  if (row) return row;
  throw new RefusedInput("webhook.unknown", "This portal has no such webhook. `flowella webhook list` shows them.");
}

function rowOf({ store }: Context, portalId: string, id: string): Promise<Row<"webhook_endpoints"> | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("webhook_endpoints").selectAll().where("id", "=", id));
}

/** Receivers put keys into the path and the query. */
function withoutSecrets(text: string): string {
  const { origin, pathname, search } = new URL(text);
  return pathname === "/" && search === "" ? origin : `${origin}/…`;
}
