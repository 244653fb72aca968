/** What a portal's customers can book, as the business set it. */
import { type Service, serviceSchema } from "../../core/bookings/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { tryCommit, write } from "../store/index.ts";

export async function services({ store }: Context, portalId: string): Promise<Service[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(tenant.db.selectFrom("booking_services").select("settings").orderBy("name"));
  return rows.map(({ settings }) => serviceSchema.parse(JSON.parse(settings)));
}

export async function serviceNamed({ store }: Context, portalId: string, name: string): Promise<Service | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("booking_services").select("settings").where("name", "=", name);
  const row = await tenant.first(query);
  return row && serviceSchema.parse(JSON.parse(row.settings));
}

/** The one before of that name is replaced. Appointments that were made stay as they are. */
export async function saveService({ store, now }: Context, portalId: string, service: Service): Promise<void> {
  const tenant = store.of(portalId);
  const changed = { settings: JSON.stringify(service), updated_at: now() };
  const insert = tenant.db.insertInto("booking_services").values({ name: service.name, ...changed });
  const upsert = insert.onConflict((conflict) => conflict.columns(["name"]).doUpdateSet(changed));
  await tenant.commit([write(upsert, 1)]);
}

/** @returns false where there is none of that name */
export async function removeService({ store }: Context, portalId: string, name: string): Promise<boolean> {
  const tenant = store.of(portalId);
  return tryCommit(tenant, [write(tenant.db.deleteFrom("booking_services").where("name", "=", name), 1)]);
}

export function unknownService(name: string): OutsideError {
  const message = `There is nothing to book by the name ${name}. Save it with \`flowella bookings save\`, then replay.`;
  return new OutsideError(message, { code: "booking.no_service", remedy: "ask-admin" });
}
