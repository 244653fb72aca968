/** From whom a portal may think that they agreed, and when it keeps quiet. Every key has a default that sends less. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { write } from "../store/index.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is no time of day; write it as 21:00");
const covers = z.enum(["utility", "everything"]).default("everything");
/** What people were told when they agreed: the evidence. */
const wording = z.string().trim().min(1).max(2_000);

export const consentSourceSchema = z.discriminatedUnion("kind", [
  /** Our own question as the last one of every form that is published; its wording is ours where none is given. */
  z.object({ kind: z.literal("question"), wording: wording.optional(), covers }),
  /** Boxes of the forms themselves, by the ids of their fields. */
  z.object({ kind: z.literal("form_box"), fields: z.array(z.string().min(1)).min(1).max(100), covers }),
  /** Contacts whose property has one of these values. */
  z.object({
    kind: z.literal("property"),
    name: z.string().regex(/^[a-z][a-z0-9_]*$/, "is no property's internal name"),
    values: z.array(z.string().min(1)).min(1).max(50).default(["true"]),
    wording,
    covers,
  }),
  /** Contacts in this list of HubSpot's. */
  z.object({ kind: z.literal("list"), listId: z.string().regex(/^\d+$/), wording, covers }),
]);
export type ConsentSourceSetting = z.infer<typeof consentSourceSchema>;

export const consentSettingsSchema = z.object({
  /** None: nothing but answers inside the 24 hours is sent. */
  sources: z.array(consentSourceSchema).max(20).default([]),
  /** No message that the business begins, by the contact's own clock. */
  quietHours: z.object({ from: time, to: time }).optional(),
  /** A contact property with an IANA time zone; the number's country tells it where there is none. */
  timeZoneProperty: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/)
    .optional(),
  /** So many messages that the business begins, within so many days. */
  cap: z.object({ messages: z.int().min(1).max(100), days: z.int().min(1).max(90) }).optional(),
  /** Flows that are offers: they need an agreement that covers more than the person's own request. */
  marketingFlows: z.array(z.string()).default([]),
  /** One message that confirms a STOP or START. */
  confirm: z.boolean().default(true),
});
export type ConsentSettings = z.infer<typeof consentSettingsSchema>;

export async function consentSettingsOf({ store }: Context, portalId: string): Promise<ConsentSettings> {
  const tenant = store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("consent_settings").select("settings").limit(1));
  return consentSettingsSchema.parse(row ? JSON.parse(row.settings) : {});
}

export async function saveConsentSettings(
  { store, now }: Context,
  portalId: string,
  settings: ConsentSettings,
): Promise<void> {
  const tenant = store.of(portalId);
  const row = { settings: JSON.stringify(settings), updated_at: now() };
  // The portal is the key, and the tenant's plugin adds it to the conflict.
  const update = tenant.db.updateTable("consent_settings").set(row);
  const there = await tenant.first(tenant.db.selectFrom("consent_settings").select("updated_at").limit(1));
  await tenant.commit([write(there ? update : tenant.db.insertInto("consent_settings").values(row), 1)]);
}

/** Our own question as one more source, in the form's language and with our wording; nothing where it is one already. */
export async function addQuestion(context: Context, portalId: string): Promise<void> {
  const settings = await consentSettingsOf(context, portalId);
  if (sourceOf(settings, "question")) return;
  const question = { kind: "question", covers: "utility" } as const;
  await saveConsentSettings(context, portalId, { ...settings, sources: [...settings.sources, question] });
}

/** The source of this kind, where the settings name one. */
export function sourceOf<Kind extends ConsentSourceSetting["kind"]>(
  { sources }: ConsentSettings,
  kind: Kind,
): Extract<ConsentSourceSetting, { kind: Kind }> | undefined {
  return sources.find((source): source is Extract<ConsentSourceSetting, { kind: Kind }> => source.kind === kind);
}
