/** Whom WhatsApp does not reach: their number is not on it, or their app is too old (WhatsApp reference 6.7, 131026). */
import { z } from "zod";
import type { Unreached } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { identityOf } from "../people/people.ts";
import { settingsOf } from "../publishing/settings.ts";
import type { Row } from "../store/index.ts";
import { VaultError } from "../vault/index.ts";

/** What a send fails with then; the same code in `errors.ts` of the WhatsApp connector. */
export const undeliverable = "whatsapp.undeliverable";
const most = 200;

/** The original form on the web: what the business set for this Flow, else the form's own address. */
export async function webFormOf(
  { store }: Context,
  portalId: string,
  flow: Pick<Row<"flows">, "settings" | "current_version_id">,
): Promise<string | undefined> {
  const { webForm } = settingsOf(flow);
  if (webForm !== undefined || flow.current_version_id === null) return webForm;
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("flow_versions").select("form").where("id", "=", flow.current_version_id);
  const version = await tenant.first(query);
  return version && placeSchema.parse(JSON.parse(version.form)).source.url;
}

/** Of a form as it is stored, where it stands on the web. */
const placeSchema = z.looseObject({ source: z.looseObject({ url: z.string().optional() }) });

/** Of the newest refusals, newest first; whoever a later message reached is not among them. */
export async function unreachedOf(context: Context, portalId: string): Promise<Unreached[]> {
  const tenant = context.store.of(portalId);
  const failed = await tenant.all(
    tenant.db
      .selectFrom("sends")
      .innerJoin("flows", "flows.id", "sends.flow_id")
      .select([
        "sends.person_id",
        "sends.flow_id",
        "sends.contact_sealed",
        "sends.created_at",
        "flows.name",
        "flows.settings",
        "flows.current_version_id",
      ])
      .where("sends.status", "=", "failed")
      .where("sends.reason", "=", undeliverable)
      .orderBy("sends.created_at", "desc")
      .limit(most),
  );
  const newest =
    failed.length === 0
      ? []
      : await tenant.all(
          tenant.db
            .selectFrom("sends")
            .select(({ fn }) => ["person_id", fn.max("created_at").as("at")])
            .where(
              "person_id",
              "in",
              failed.map(({ person_id }) => person_id),
            )
            .where("status", "in", ["sent", "delivered", "read", "failed"])
            .groupBy("person_id"),
        );
  const last = new Map(newest.map(({ person_id, at }) => [person_id, Number(at)]));
  const people: Unreached[] = [];
  for (const send of failed.filter(({ person_id, created_at }) => last.get(person_id) === created_at)) {
    const contactId = await contactOfSend(context, portalId, send);
    const webForm = await webFormOf(context, portalId, send);
    people.push({
      ...(contactId !== undefined && { contactId }),
      flowId: send.flow_id,
      flowName: send.name,
      at: new Date(send.created_at).toISOString(),
      ...(webForm !== undefined && { webForm }),
    });
  }
  return people;
}

/** Undefined for somebody who was forgotten meanwhile, too. */
async function contactOfSend(
  context: Context,
  portalId: string,
  { person_id: personId, contact_sealed: sealed }: Pick<Row<"sends">, "person_id" | "contact_sealed">,
): Promise<string | undefined> {
  try {
    if (sealed === null) return await identityOf(context, portalId, personId, "contact");
    return (await context.vault.person(portalId, personId)).open(sealed, "sends.contact");
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
