/**
 * What a person says about messages in the chat itself: STOP, START, and WhatsApp's own refusal of offers.
 *
 * Only a text or a tapped button counts. Answers come as a finished Flow and are never read for such words.
 */
import { z } from "zod";
import { readWish } from "../../core/consent/index.ts";
import type { Context } from "../context.ts";
import { endWaitingWrite, outboxWrites } from "../people/outbox.ts";
import { bumpWrite } from "../people/revision.ts";
import type { Write } from "../store/index.ts";
import { keysOfPerson } from "./keys-of.ts";
import { preferenceWrites } from "./preferences.ts";
import { ownConsent, recordsOf, recordWrites } from "./records.ts";
import { consentSettingsOf } from "./settings.ts";
import { liftWrites, optOutIn, suppressionsOf, suppressWrites } from "./suppression.ts";
import { tellConsentWrites } from "./tell-hubspot.ts";

const saidSchema = z.object({
  kind: z.literal("message"),
  phoneNumberId: z.string(),
  at: z.number().optional(),
  content: z.union([
    z.object({ type: z.literal("text"), text: z.string() }),
    z.object({ type: z.literal("tap"), title: z.string() }).transform(({ title }) => ({ type: "tap", text: title })),
  ]),
});

/** Meta's code where a person switched a business's offers off (WhatsApp reference 6.7). */
const marketingStopped = 131050;
const failedSchema = z.object({
  kind: z.literal("status"),
  at: z.number().optional(),
  errors: z.array(z.object({ metaCode: z.literal(marketingStopped) })).min(1),
});

/** @param body an update as the inbox kept it */
export async function wishWrites(
  context: Context,
  portalId: string,
  personId: string | undefined,
  body: unknown,
): Promise<Write[]> {
  if (personId === undefined) return [];
  const refused = failedSchema.safeParse(body);
  if (refused.success) {
    return preferenceWrites(context, portalId, personId, { wish: "stop", at: refused.data.at ?? context.now() });
  }
  const said = saidSchema.safeParse(body);
  if (!said.success) return [];
  const { content, phoneNumberId: senderId, at = context.now() } = said.data;
  const wish = readWish(content.text);
  if (!wish) return [];
  const told = { personId, senderId, at, language: wish.language ?? null };
  return wish.kind === "stop" ? stopWrites(context, portalId, told) : startWrites(context, portalId, told);
}

/** WhatsApp tells times in whole seconds. */
const withinSecondMs = 999;

interface Told {
  readonly personId: string;
  readonly senderId: string;
  /** When it was said, epoch ms: webhooks may be days late. */
  readonly at: number;
  readonly language: string | null;
}

async function stopWrites(context: Context, portalId: string, told: Told): Promise<Write[]> {
  const { personId, at } = told;
  const own = ownConsent(await recordsOf(context, portalId, personId));
  // Agreed to since, in a form: a late STOP does not undo what came after it.
  if (own.state === "given" && (own.at ?? 0) > at + withinSecondMs) return [];
  const keys = await keysOfPerson(context, portalId, personId);
  const before = optOutIn(await suppressionsOf(context, portalId, keys));
  context.log.info("consent.stopped", { portal: portalId, person: personId });
  return [
    bumpWrite(context, portalId, personId),
    ...suppressWrites(context, portalId, keys, { scope: "everything", via: "word", since: at }),
    ...recordWrites(context, portalId, { ...word(told), state: "withdrawn" }),
    ...(await tellConsentWrites(context, portalId, personId)),
    endWaitingWrite(context, portalId, personId, "held_send", "opted_out"),
    // Said once: who writes STOP again has been told already.
    ...(before === "everything" ? [] : await replyWrites(context, portalId, told, "stopped")),
  ];
}

async function startWrites(context: Context, portalId: string, told: Told): Promise<Write[]> {
  const { personId, at } = told;
  const keys = await keysOfPerson(context, portalId, personId);
  const rows = await suppressionsOf(context, portalId, keys);
  // Nobody stopped anything, so it means something else; or the STOP is the later word.
  if (rows.length === 0 || rows.some(({ since }) => since > at + withinSecondMs)) return [];
  context.log.info("consent.restarted", { portal: portalId, person: personId });
  return [
    bumpWrite(context, portalId, personId),
    ...liftWrites(context, portalId, keys),
    ...recordWrites(context, portalId, { ...word(told), state: "resumed" }),
    ...(await tellConsentWrites(context, portalId, personId)),
    ...(await replyWrites(context, portalId, told, "restarted")),
  ];
}

function word({ personId, at }: Told) {
  return { personId, at, source: "word" as const, ref: "chat", covers: "everything" as const };
}

async function replyWrites(
  context: Context,
  portalId: string,
  { personId, senderId, language, at }: Told,
  kind: "stopped" | "restarted",
): Promise<Write[]> {
  if (!(await consentSettingsOf(context, portalId)).confirm) return [];
  const reply = { kind: "chat_reply" as const, key: `${personId}:${kind}:${at}`, personId, reason: kind };
  return outboxWrites(context, portalId, { ...reply, payload: { senderId, said: kind, language }, at: context.now() });
}
