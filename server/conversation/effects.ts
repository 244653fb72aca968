/**
 * Live effects: what a pure decision cannot know. Choices come from a system of the business's own, asked with a signed
 * request, within a deadline, and kept for a moment; the way there is guarded like every typed address (outbound/). Places
 * that are taken are our own to know, and are never kept. Slots of appointments are in bookings/offers.ts.
 */
import { createHmac } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { serviceIn } from "../../core/bookings/index.ts";
import type { EffectResult, Places } from "../../core/conversation/index.ts";
import { type AskingSession, bookingOffers } from "../bookings/offers.ts";
import type { Context } from "../context.ts";
import { outbound } from "../outbound/index.ts";
import { dataSource } from "../portals/data-sources.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { codeOf } from "../telemetry/code.ts";
import { choiceNames, placesTaken } from "./reservations.ts";

export interface Effects {
  /** What the portal's source offers for a field now; `failed` when it does not answer well in time. */
  choices(portalId: string, source: string, fieldId: string, session: AskingSession): Promise<EffectResult>;
  /** What a contact's record holds, by property; `failed` when HubSpot does not answer in time. */
  contact(portalId: string, contactId: string, properties: readonly string[]): Promise<Known | "failed">;
  /** Which places of a Flow are taken, and how many of them by this submission. */
  places(portalId: string, flowId: string, session: AskingSession): Promise<Places>;
}

export type Known = Readonly<Record<string, string | null>>;

/** A phone waits ten seconds in all; a person much less. */
const limits = { connectMs: 2_000, totalMs: 2_500, answerBytes: 256 * 1024 };
const keptMs = 30_000;

/** What a source answers: `{ "choices": [{ "value": "...", "label": "..." }] }`, at most 200 of them. */
const answerSchema = z.object({
  choices: z.array(z.object({ value: z.string().min(1).max(200), label: z.string().min(1).max(300) })).max(200),
});

/** Without `hubspot` nothing is known of any contact: a preview belongs to nobody. */
export function liveEffects(context: Context, hubspot?: Pick<HubSpotAccess, "of">): Effects {
  const kept = new Map<string, { until: number; result: EffectResult }>();
  const names = choiceNames();
  const offers = bookingOffers(context, hubspot);
  return {
    places: async (portalId, flowId, session) => {
      const places = await placesTaken(context, portalId, flowId, session.submissionId, names);
      const slots = await offers.taken(portalId, session);
      return slots.length === 0 ? places : { ...places, taken: [...places.taken, ...slots] };
    },
    contact: async (portalId, contactId, properties) => {
      if (!hubspot) return "failed";
      const deadline = new AbortController();
      try {
        const late = setTimeout(limits.totalMs, "failed" as const, { signal: deadline.signal, ref: false });
        const asked = hubspot.of(portalId).contacts.get(contactId, properties);
        const found = await Promise.race([asked.then((contact) => contact?.properties ?? {}), late]);
        if (found === "failed") context.log.warn("effect.failed", { portal: portalId, code: "contact.late" });
        return found;
      } catch (error) {
        context.log.warn("effect.failed", { portal: portalId, code: codeOf(error) });
        return "failed";
      } finally {
        deadline.abort();
      }
    },
    choices: async (portalId, source, fieldId, session) => {
      const service = serviceIn(source);
      if (service !== undefined) return offers.choices(portalId, service, session);
      const place = `${portalId}/${source}/${fieldId}`;
      const known = kept.get(place);
      if (known && known.until > context.now()) return known.result;
      const result = await ask(context, portalId, source, fieldId);
      // A failure is not kept: the next customer may be luckier.
      if (result !== "failed") kept.set(place, { until: context.now() + keptMs, result });
      return result;
    },
  };
}

async function ask(context: Context, portalId: string, name: string, fieldId: string): Promise<EffectResult> {
  const { log, now } = context;
  try {
    const source = await dataSource(context, portalId, name);
    if (!source) throw new Error("There is no such data source.");
    const body = JSON.stringify({ portalId, field: fieldId });
    const timestamp = String(Math.floor(now() / 1000));
    const signature = createHmac("sha256", source.secret).update(`${timestamp}.${body}`).digest("hex");
    const response = await outbound(context).request({
      method: "POST",
      url: source.url,
      headers: { "content-type": "application/json", "flowella-timestamp": timestamp, "flowella-signature": signature },
      body,
      limits,
    });
    if (response.status < 200 || response.status > 299) {
      throw new Error(`The data source answered ${response.status}.`);
    }
    const { choices } = answerSchema.parse(JSON.parse(response.body.toString("utf8")));
    log.info("effect.choices", { portal: portalId, source: name, choices: choices.length });
    return choices.map(({ value, label }) => ({ id: value, value, label }));
  } catch (error) {
    log.warn("effect.failed", { portal: portalId, source: name, code: codeOf(error) });
    return "failed";
  }
}
