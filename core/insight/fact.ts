/**
 * What is known of one message with a Flow: when each thing happened first, and how often. Events may come in any order and in
 * any portions, and the same facts come of them: first times are the earliest, last ones the latest, the rest is counted.
 */
import { z } from "zod";

const momentSchema = z.enum([
  "sent",
  "delivered",
  "read",
  "opened",
  "started",
  "completed",
  "landed",
  "owner",
  "booked",
]);
export type Moment = z.infer<typeof momentSchema>;

const screenFactSchema = z.object({
  /** First and last time that it was shown, first time that it was handed in; epoch ms. */
  shown: z.number().exactOptional(),
  last: z.number().exactOptional(),
  submitted: z.number().exactOptional(),
  /** Times that the customer went back from it. */
  back: z.number().exactOptional(),
});

const fieldFactSchema = z.object({
  screen: z.string(),
  field: z.string(),
  /** How often, by rule. */
  rules: z.record(z.string(), z.number()),
  changed: z.number(),
});

/** As it is kept, as JSON. Holds no answer and names nobody. */
export const factSchema = z.object({
  moments: z.partialRecord(momentSchema, z.number()),
  screens: z.record(z.string(), screenFactSchema),
  fields: z.array(fieldFactSchema),
  /** What WhatsApp last said that the message counts as: `<category>.<type>`, such as `marketing.regular`. */
  billed: z.object({ code: z.string(), at: z.number() }).exactOptional(),
});
export type Fact = z.infer<typeof factSchema>;

export interface FactEvent {
  readonly kind: string;
  readonly screen: string | null;
  readonly field_id: string | null;
  readonly code: string | null;
  readonly at: number;
}

/** Steps of a delivery after which the answers are in HubSpot. */
const inHubSpot = ["contact", "form_submission"];

export function emptyFact(): Fact {
  return { moments: {}, screens: {}, fields: [] };
}

/** The same fact with these events in it; what was handed in stays as it is. */
export function factWith(before: Fact, events: readonly FactEvent[]): Fact {
  const fact = structuredClone(before);
  for (const event of events) take(fact, event);
  return fact;
}

function take(fact: Fact, { kind, screen, field_id, code, at }: FactEvent): void {
  switch (kind) {
    case "sent":
    case "delivered":
    case "read":
    case "opened":
      first(fact, kind, at);
      return;
    case "accepted":
      first(fact, "completed", at);
      return;
    case "landed":
      if (inHubSpot.includes(code ?? "")) first(fact, "landed", at);
      if (code === "lead_owner") first(fact, "owner", at);
      if (code === "booking") first(fact, "booked", at);
      return;
    case "shown": {
      const seen = screenOf(fact, screen);
      seen.shown = Math.min(seen.shown ?? at, at);
      seen.last = Math.max(seen.last ?? at, at);
      return;
    }
    case "submitted": {
      const seen = screenOf(fact, screen);
      seen.submitted = Math.min(seen.submitted ?? at, at);
      first(fact, "started", at);
      return;
    }
    case "back": {
      const seen = screenOf(fact, screen);
      seen.back = (seen.back ?? 0) + 1;
      return;
    }
    case "rejected": {
      const { rules } = fieldOf(fact, screen, field_id);
      const rule = code ?? "unknown";
      rules[rule] = (rules[rule] ?? 0) + 1;
      return;
    }
    case "changed":
      fieldOf(fact, screen, field_id).changed += 1;
      return;
    case "billed":
      if (code !== null && (!fact.billed || later({ code, at }, fact.billed))) fact.billed = { code, at };
  }
}

function first({ moments }: Fact, moment: Moment, at: number): void {
  moments[moment] = Math.min(moments[moment] ?? at, at);
}

function screenOf({ screens }: Fact, screen: string | null) {
  const id = screen ?? "";
  // Of its own, whatever it is called: `screens["__proto__"]` would be everything's.
  if (!Object.hasOwn(screens, id))
    Object.defineProperty(screens, id, { value: {}, enumerable: true, writable: true, configurable: true });
  return screens[id] ?? {};
}

function fieldOf({ fields }: Fact, screen: string | null, field: string | null) {
  const place = { screen: screen ?? "", field: field ?? "" };
  const known = fields.find((each) => each.screen === place.screen && each.field === place.field);
  if (known) return known;
  const made: Fact["fields"][number] = { ...place, rules: {}, changed: 0 };
  fields.push(made);
  return made;
}

function later(one: { code: string; at: number }, other: { code: string; at: number }): boolean {
  return one.at === other.at ? one.code > other.code : one.at > other.at;
}
