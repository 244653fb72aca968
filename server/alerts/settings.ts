/** Where a portal's alerts go, how often, and which kinds are muted. Addresses and secrets are sealed. */
import { z } from "zod";
import { newSecret, secretSchema } from "../../connectors/webhook/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { outbound } from "../outbound/index.ts";
import { StoreConflict, write } from "../store/index.ts";
import type { AlertKind, Channel, Mute } from "./types.ts";

const column = "alert_settings.channels";
/** How long the secret before signs too, after it was replaced. */
const overlapMs = 24 * 3_600_000;
const defaultHours = 6;

const taskSchema = z.object({
  /** HubSpot's id of the user whom the task is given to. */
  ownerId: z.string().exactOptional(),
  /** A contact on whose record the tasks stand; only with one can a task be looked for before it is made again. */
  contactId: z.string().exactOptional(),
});

const channelsSchema = z.object({
  mail: z.string().exactOptional(),
  webhook: z
    .object({ url: z.string(), secret: z.string(), previous: z.string().exactOptional(), previousUntil: z.number() })
    .exactOptional(),
  task: taskSchema.exactOptional(),
});
export type Channels = z.infer<typeof channelsSchema>;

/** What is left out stays; null ends a channel. */
export const settingsChangeSchema = z.object({
  /** One address; a mailing list reaches several people. */
  mail: z.email().nullable().optional(),
  webhook: z
    .object({ url: z.string().min(1), secret: secretSchema.optional() })
    .nullable()
    .optional(),
  /** A new secret for the webhook that is there. */
  newSecret: z.boolean().default(false),
  task: taskSchema.nullable().optional(),
  everyHours: z.int().min(1).max(168).optional(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

export interface AlertSettings {
  readonly channels: Channels;
  readonly everyHours: number;
  /** 0 where nothing was ever set. */
  readonly revision: number;
}

export async function settingsOf(context: Context, portalId: string): Promise<AlertSettings> {
  const tenant = context.store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("alert_settings").selectAll());
  if (!row) return { channels: {}, everyHours: defaultHours, revision: 0 };
  const sealer = await context.vault.portal(portalId);
  const channels = channelsSchema.parse(JSON.parse(sealer.open(row.channels_sealed, column)));
  return { channels, everyHours: row.every_hours, revision: row.revision };
}

export function channelsIn({ mail, webhook, task }: Channels): Channel[] {
  return [mail && "mail", webhook && "webhook", task && "task"].filter(
    (each) => each === "mail" || each === "webhook" || each === "task",
  );
}

/**
 * @returns the webhook's secret where this made or took one: it is shown this once
 * @throws OutsideError for an address that is refused, RefusedInput when there is no webhook to renew
 */
export async function changeSettings(
  context: Context,
  portalId: string,
  change: SettingsChange,
): Promise<{ secret?: string }> {
  const before = await settingsOf(context, portalId);
  const webhook = await webhookAfter(context, before.channels.webhook, change);
  const mail = change.mail === undefined ? before.channels.mail : change.mail;
  const task = change.task === undefined ? before.channels.task : change.task;
  const channels: Channels = { ...(mail && { mail }), ...(webhook && { webhook }), ...(task && { task }) };
  const sealer = await context.vault.portal(portalId);
  const values = {
    channels_sealed: sealer.seal(JSON.stringify(channels), column),
    every_hours: change.everyHours ?? before.everyHours,
    revision: before.revision + 1,
    updated_at: context.now(),
  };
  const tenant = context.store.of(portalId);
  const put =
    before.revision === 0
      ? tenant.db.insertInto("alert_settings").values(values)
      : tenant.db.updateTable("alert_settings").set(values).where("revision", "=", before.revision);
  try {
    await tenant.commit([write(put, 1)]);
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    throw new RefusedInput(
      "alerts.changed",
      "Somebody else changed these settings just now. Look at them and try again.",
    );
  }
  return webhook && webhook.secret !== before.channels.webhook?.secret ? { secret: webhook.secret } : {};
}

async function webhookAfter(
  context: Context,
  before: Channels["webhook"],
  { webhook, newSecret: renew }: SettingsChange,
): Promise<Channels["webhook"]> {
  if (webhook === null) return undefined;
  if (webhook) {
    await outbound(context).inspect(webhook.url);
    // Another address is another receiver, who must not get to know the secret of the one before.
    return { url: webhook.url, secret: webhook.secret ?? newSecret(context.randomBytes), previousUntil: 0 };
  }
  if (!renew) return before;
  if (!before) throw new RefusedInput("alerts.no_webhook", "No webhook is set for alerts. Give its address.");
  const previousUntil = context.now() + overlapMs;
  return { url: before.url, secret: newSecret(context.randomBytes), previous: before.secret, previousUntil };
}

/** What is muted now: whole kinds first. */
export async function mutesOf({ store, now }: Context, portalId: string): Promise<Mute[]> {
  const tenant = store.of(portalId);
  const [kinds, subjects] = await Promise.all([
    tenant.all(
      tenant.db.selectFrom("alert_mutes").select(["kind", "until"]).where("until", ">", now()).orderBy("kind"),
    ),
    tenant.all(
      tenant.db
        .selectFrom("alert_subject_mutes")
        .select(["kind", "subject", "until"])
        .where("until", ">", now())
        .orderBy("kind")
        .orderBy("subject"),
    ),
  ]);
  return [...kinds, ...subjects];
}

/**
 * @param until epoch milliseconds; a time that is past ends the mute
 * @param subject one thing of the kind; without it, all of them
 */
export async function mute(
  { store }: Context,
  portalId: string,
  kind: AlertKind,
  until: number,
  subject?: string,
): Promise<void> {
  const tenant = store.of(portalId);
  if (subject !== undefined) {
    const one = tenant.db
      .insertInto("alert_subject_mutes")
      .values({ kind, subject, until })
      .onConflict((conflict) => conflict.columns(["kind", "subject"]).doUpdateSet({ until }));
    await tenant.commit([write(one, 1)]);
    return;
  }
  const put = tenant.db
    .insertInto("alert_mutes")
    .values({ kind, until })
    .onConflict((conflict) => conflict.column("kind").doUpdateSet({ until }));
  await tenant.commit([write(put, 1)]);
}
