/**
 * Meta's webhooks, taken apart (WhatsApp reference 7.3): one body holds up to a thousand updates of several accounts.
 * Check the signature before anything here sees the body. Lenient: what cannot be read is an `unknown` update, and
 * never takes its neighbours down with it.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { accountFields, accountNamed, readAccountEvent } from "./webhook-accounts.ts";
import { readMessage, readStatus } from "./webhook-messages.ts";
import { readTemplateNews, templateFields } from "./webhook-templates.ts";
import type {
  AccountUpdate,
  FlowUpdate,
  PreferenceUpdate,
  TemplateUpdate,
  UnknownUpdate,
  WebhookUpdate,
} from "./webhook-types.ts";

const changeSchema = z.object({ field: z.string(), value: z.record(z.string(), z.unknown()) });
const entrySchema = z.object({
  id: z.string(),
  time: z.number().optional().catch(undefined),
  changes: z.array(z.unknown()),
});
const bodySchema = z.object({ entry: z.array(z.unknown()) });

type Entry = z.infer<typeof entrySchema>;
type Change = z.infer<typeof changeSchema>;

/** Every update of a webhook's body, in its order. Never throws. */
export function parseWebhook(json: unknown): WebhookUpdate[] {
  const body = bodySchema.safeParse(json);
  if (!body.success) return [unknownUpdate("", "", json)];
  return body.data.entry.flatMap((raw) => {
    const entry = entrySchema.safeParse(raw);
    return entry.success ? readEntry(entry.data) : [unknownUpdate("", "", raw)];
  });
}

function readEntry(entry: Entry): WebhookUpdate[] {
  return entry.changes.flatMap((raw) => {
    const change = changeSchema.safeParse(raw);
    return change.success ? readChange(entry, change.data) : [unknownUpdate(entry.id, "", raw)];
  });
}

function readChange(entry: Entry, change: Change): WebhookUpdate[] {
  switch (change.field) {
    case "messages":
      return readMessages(entry, change.value);
    case "flows":
      return [readFlow(entry, change.value)];
    case "user_preferences":
      return readPreferences(entry, change.value);
    default:
      if (templateFields.has(change.field)) return [readTemplate(entry, change.field, change.value)];
      if (accountFields.has(change.field)) return [readAccount(entry, change.field, change.value)];
      return [unknownUpdate(entry.id, change.field, [entry.time, change.value])];
  }
}

const messagesSchema = z.object({
  metadata: z.object({ phone_number_id: z.string() }).optional().catch(undefined),
  contacts: z.array(z.unknown()).optional().catch(undefined),
  messages: z.array(z.unknown()).optional().catch(undefined),
  statuses: z.array(z.unknown()).optional().catch(undefined),
});

function readMessages(entry: Entry, value: Change["value"]): WebhookUpdate[] {
  const { metadata, contacts = [], messages = [], statuses = [] } = messagesSchema.parse(value);
  const phoneNumberId = metadata?.phone_number_id;
  const from = { wabaId: entry.id, ...(phoneNumberId !== undefined && { phoneNumberId }) };
  const unknown = (raw: unknown) => ({ ...unknownUpdate(entry.id, "messages", raw), ...from });
  const updates = [
    ...messages.map((raw) => readMessage(from, contacts, raw) ?? unknown(raw)),
    ...statuses.map((raw) => readStatus(from, raw) ?? unknown(raw)),
  ];
  return updates.length > 0 ? updates : [unknown([entry.time, value])];
}

const preferencesSchema = z.object({
  metadata: messagesSchema.shape.metadata,
  user_preferences: z.array(z.unknown()).optional().catch(undefined),
});
const preferenceSchema = z
  .object({
    wa_id: z.string().optional().catch(undefined),
    user_id: z.string().optional().catch(undefined),
    category: z.string(),
    value: z.enum(["stop", "resume"]),
    timestamp: z.coerce.number().optional().catch(undefined),
  })
  .refine(({ wa_id, user_id }) => wa_id !== undefined || user_id !== undefined);

function readPreferences(entry: Entry, value: Change["value"]): WebhookUpdate[] {
  const { metadata, user_preferences: all = [] } = preferencesSchema.parse(value);
  const of = { wabaId: entry.id, ...(metadata && { phoneNumberId: metadata.phone_number_id }) };
  const updates = all.map((raw): PreferenceUpdate | UnknownUpdate => {
    const parsed = preferenceSchema.safeParse(raw);
    if (!parsed.success) return { ...unknownUpdate(entry.id, "user_preferences", raw), ...of };
    const { wa_id, user_id, category, value: wish, timestamp } = parsed.data;
    // Several categories of one person at once are several wishes: the whole of each tells them apart.
    const dedupeKey = `user_preferences:${digest([entry.id, raw, timestamp ?? entry.time])}`;
    const seconds = timestamp ?? entry.time;
    return {
      kind: "preference",
      ...of,
      dedupeKey,
      category,
      wish,
      ...(seconds !== undefined && { at: seconds * 1000 }),
      ...(wa_id !== undefined && { from: wa_id.replace(/\D/g, "") }),
      ...(user_id !== undefined && { fromUserId: user_id }),
    };
  });
  return updates.length > 0 ? updates : [unknownUpdate(entry.id, "user_preferences", [entry.time, value])];
}

const text = z.string().optional().catch(undefined);

const figure = z.number().optional().catch(undefined);

const flowSchema = z.object({
  event: z.string(),
  flow_id: text,
  message: text,
  old_status: text,
  new_status: text,
  alert_state: text,
  threshold: figure,
  error_rate: figure,
  p50_latency: figure,
  p90_latency: figure,
  requests_count: figure,
  availability: figure,
  errors: z
    .array(z.object({ error_type: z.string(), error_count: figure }))
    .optional()
    .catch(undefined),
});

function readFlow(entry: Entry, value: Change["value"]): FlowUpdate | UnknownUpdate {
  const parsed = flowSchema.safeParse(value);
  if (!parsed.success) return unknownUpdate(entry.id, "flows", [entry.time, value]);
  const { event, flow_id, message, old_status, new_status, alert_state, threshold, errors, ...measured } = parsed.data;
  const figures = Object.fromEntries(
    Object.entries(measured).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  return {
    kind: "flow",
    ...eventOf(entry, "flows", value),
    event,
    ...(flow_id !== undefined && { flowId: flow_id }),
    ...(message !== undefined && { message }),
    ...(old_status !== undefined && { oldStatus: old_status }),
    ...(new_status !== undefined && { newStatus: new_status }),
    ...(alert_state !== undefined && { alertState: alert_state }),
    ...(threshold !== undefined && { threshold }),
    ...(Object.keys(figures).length > 0 && { figures }),
    ...(errors && {
      errors: errors.map(({ error_type, error_count }) => ({
        type: error_type,
        ...(error_count !== undefined && { count: error_count }),
      })),
    }),
  };
}

function readTemplate(entry: Entry, field: string, value: Change["value"]): TemplateUpdate | UnknownUpdate {
  const news = readTemplateNews(field, value);
  if (!news) return unknownUpdate(entry.id, field, [entry.time, value]);
  return { kind: "template", ...eventOf(entry, field, value), ...news };
}

function readAccount(entry: Entry, field: string, value: Change["value"]): AccountUpdate {
  const wabaId = accountNamed(value) ?? entry.id;
  return { kind: "account", field, ...eventOf(entry, field, value), wabaId, ...readAccountEvent(value) };
}

/** Such events have no id of their own: the same contents at the same time are the same event. */
function eventOf(entry: Entry, field: string, value: unknown) {
  return {
    wabaId: entry.id,
    dedupeKey: `${field}:${digest([entry.id, entry.time, value])}`,
    ...(entry.time !== undefined && { at: entry.time * 1000 }),
  };
}

function unknownUpdate(wabaId: string, field: string, raw: unknown): UnknownUpdate {
  return { kind: "unknown", wabaId, field, dedupeKey: `unknown:${digest([wabaId, field, raw])}` };
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32);
}
