/**
 * Accounts that customers shared with the operator's app on Meta's hosted signup page. Nothing that Meta tells names the
 * portal (WhatsApp reference 5.12), so they wait here, nobody's, until somebody claims one and proves that it is theirs.
 */
import { z } from "zod";
import { listPhoneNumbers } from "../../connectors/whatsapp/accounts.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { ownerOfAccount } from "../portals/connections.ts";
import { graphWith, type HostedSignup, hostedSignup, tokenOfBusiness } from "../portals/graph.ts";
import { write } from "../store/index.ts";

/** How long an account waits to be claimed, in milliseconds. */
const waitMs = 30 * 24 * 3_600_000;
/** A Tech Provider gets at most 200 new customers in seven days (WhatsApp reference 5.12). */
const mostLookedAt = 200;

export interface Arrival {
  readonly wabaId: string;
  readonly businessId: string;
}

interface Told {
  readonly wabaId: string;
  readonly event: string;
  readonly ownerBusinessId?: string | undefined;
  readonly at?: number | undefined;
}

/** Keeps an account that was shared with the operator's app; one that is told of again is read anew. */
export async function keepArrival(context: Context, metaAppId: string, told: Told): Promise<boolean> {
  const hosted = hostedSignup(context);
  const { wabaId, ownerBusinessId: businessId } = told;
  if (!hosted || told.event !== "PARTNER_ADDED" || businessId === undefined) return false;
  const every = context.store.everyPortal();
  const app = await every.first(every.db.selectFrom("meta_apps").select("app_id").where("id", "=", metaAppId));
  // A customer's own app may speak for its own accounts only.
  if (app?.app_id !== hosted.appId) return false;
  const change = { business_id: businessId, numbers: null, at: told.at ?? context.now() };
  await every.commit([
    write(every.db.deleteFrom("signup_arrivals").where("at", "<", context.now() - waitMs)),
    write(
      every.db
        .insertInto("signup_arrivals")
        .values({ waba_id: wabaId, ...change })
        .onConflict((conflict) => conflict.column("waba_id").doUpdateSet(change)),
      1,
    ),
  ]);
  context.log.info("whatsapp.signup_arrived", { account: wabaId });
  return true;
}

const numbersSchema = z.array(z.string());

/** The account with this number that nobody has connected yet. @param number digits @throws OutsideError */
export async function arrivalWith(
  context: Context,
  hosted: HostedSignup,
  portalId: string,
  number: string,
): Promise<Arrival | undefined> {
  const every = context.store.everyPortal();
  const query = every.db
    .selectFrom("signup_arrivals")
    .selectAll()
    .where("at", ">=", context.now() - waitMs);
  for (const row of await every.all(query.orderBy("at", "desc").limit(mostLookedAt))) {
    const owner = await ownerOfAccount(context, row.waba_id);
    if (owner && owner.portalId !== portalId) continue;
    const arrival = { wabaId: row.waba_id, businessId: row.business_id };
    const known = numbersSchema.parse(JSON.parse(row.numbers ?? "[]"));
    const numbers = known.length > 0 ? known : await readNumbers(context, hosted, arrival);
    if (numbers.includes(number)) return arrival;
  }
  return undefined;
}

/** One business that took its permission back must not keep others from theirs. */
async function readNumbers(context: Context, hosted: HostedSignup, arrival: Arrival): Promise<string[]> {
  const { wabaId, businessId } = arrival;
  try {
    const token = await tokenOfBusiness(context, hosted, businessId);
    const listed = await listPhoneNumbers(graphWith(context, token), wabaId);
    const numbers = listed.map(({ display_phone_number: shown }) => shown.replace(/\D/g, ""));
    const every = context.store.everyPortal();
    const change = { numbers: JSON.stringify(numbers) };
    await every.commit([write(every.db.updateTable("signup_arrivals").set(change).where("waba_id", "=", wabaId))]);
    return numbers;
  } catch (error) {
    // An outage, or our own token that is over: that concerns everybody, and is said.
    if (!(error instanceof OutsideError) || ["retry", "authorise"].includes(error.remedy)) throw error;
    context.log.warn("whatsapp.arrival_not_read", { account: wabaId, code: error.code });
    return [];
  }
}
