/** Which number sends: one for a country where the business said so, else its default, else the oldest. */
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { everyConnection } from "../portals/connections.ts";
import { type Row, write } from "../store/index.ts";
import { awayOf, factsOf, stateRow, toldOf } from "./store.ts";

export type Sender = Row<"senders">;

/** The numbers of an account, oldest first. */
export async function sendersOf({ store }: Context, portalId: string, connectionId: string): Promise<Sender[]> {
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("senders")
      .selectAll()
      .where("connection_id", "=", connectionId)
      .orderBy("created_at")
      .orderBy("id"),
  );
}

/** Those of them that can send: a number that left us from its phone app stays, but nothing goes out from it. */
export async function sendingNumbers(context: Context, portalId: string, connectionId: string): Promise<Sender[]> {
  const senders = await sendersOf(context, portalId, connectionId);
  const row = await stateRow(context, portalId, connectionId);
  const { away } = toldOf(row);
  if (Object.keys(away).length === 0) return senders;
  const { numbers } = factsOf(row);
  return senders.filter(({ id, display_number: displayNumber }) => {
    const onPhoneApp = numbers.find((number) => number.id === id)?.onPhoneApp ?? false;
    return awayOf(away, { displayNumber, onPhoneApp }) === undefined;
  });
}

/**
 * The number of this account that writes to a person. A Flow belongs to one account, so only its numbers can carry it.
 *
 * @param waId the person's number, digits with country code; without it, the number for everybody else
 */
export async function senderFor(
  context: Context,
  portalId: string,
  connectionId: string,
  waId?: string,
): Promise<Sender | undefined> {
  return senderAmong(context, portalId, await sendingNumbers(context, portalId, connectionId), waId);
}

/** The same among the numbers of an account, as `sendersOf` gives them. */
export async function senderAmong(
  context: Context,
  portalId: string,
  senders: readonly Sender[],
  waId?: string,
): Promise<Sender | undefined> {
  const [oldest, second] = senders;
  if (!oldest || !second) return oldest;
  const rules = await senderRules(context, portalId);
  const country = waId === undefined ? undefined : parsePhoneNumberFromString(`+${waId}`)?.country;
  const ruled = (connection: string, of: string) =>
    rules.find((rule) => rule.connection_id === connection && rule.country === of)?.sender_id;
  const own = oldest.connection_id;
  const wanted = [country && ruled(own, country), ruled(own, ""), ruled(everyConnection, "")];
  const chosen = wanted.map((id) => senders.find((sender) => sender.id === id)).find((sender) => sender !== undefined);
  return chosen ?? oldest;
}

export async function senderRules({ store }: Context, portalId: string): Promise<Row<"sender_rules">[]> {
  const tenant = store.of(portalId);
  return tenant.all(tenant.db.selectFrom("sender_rules").selectAll().orderBy("country"));
}

/**
 * Makes a number the one that sends to people of a country, or to everybody else. The default of the whole portal also
 * decides which account new Flows belong to.
 *
 * @throws RefusedInput where the portal has no such number
 */
export async function preferSender(
  context: Context,
  portalId: string,
  { senderId, country = "" }: { readonly senderId: string; readonly country?: string | undefined },
): Promise<void> {
  const tenant = context.store.of(portalId);
  const sender = await tenant.first(tenant.db.selectFrom("senders").selectAll().where("id", "=", senderId));
  if (!sender) throw new RefusedInput("whatsapp.unknown_sender", "The portal has no such number.");
  const places = country === "" ? [sender.connection_id, everyConnection] : [sender.connection_id];
  const change = { sender_id: senderId, updated_at: context.now() };
  await tenant.commit(
    places.map((connection) =>
      write(
        tenant.db
          .insertInto("sender_rules")
          .values({ connection_id: connection, country, ...change })
          .onConflict((conflict) => conflict.columns(["connection_id", "country"]).doUpdateSet(change)),
        1,
      ),
    ),
  );
}
