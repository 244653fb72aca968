/**
 * Events about an account or a number: reviews, bans, names, quality, limits (WhatsApp reference 5.15, 5.17). Their
 * shapes differ between Meta's own documents, so only what all agree on is read by name: which event it is, and which
 * number. Of the rest, Meta's code words are kept, such as `ban_info.waba_ban_state: DISABLE`.
 */
import { z } from "zod";

export const accountFields: ReadonlySet<string> = new Set([
  "account_update",
  "account_review_update",
  "account_alerts",
  "business_capability_update",
  "phone_number_name_update",
  "phone_number_quality_update",
]);

export interface AccountEvent {
  /** Meta's word, such as `DISABLED_UPDATE`; `CHANGED` where the event has no name. */
  event: string;
  /** The number it is about, in digits. */
  displayNumber?: string;
  /** The business portfolio that owns the account, where the event names it. */
  ownerBusinessId?: string;
  /** Code words by their key. Free text, which may hold anything, is left out. */
  words: Record<string, string>;
}

const text = z.string().optional().catch(undefined);
const schema = z.object({ event: text, decision: text, display_phone_number: text, phone_number: text });

const named = z.object({
  waba_info: z.object({ waba_id: z.string(), owner_business_id: z.string().optional().catch(undefined) }),
});

export function readAccountEvent(value: Record<string, unknown>): AccountEvent {
  const { event, decision, display_phone_number, phone_number } = schema.parse(value);
  const owner = named.safeParse(value).data?.waba_info.owner_business_id;
  const digits = (display_phone_number ?? phone_number ?? "").replace(/\D/g, "");
  return {
    event: codeWord(event) ?? codeWord(decision) ?? "CHANGED",
    ...(digits && { displayNumber: digits }),
    ...(owner !== undefined && { ownerBusinessId: owner }),
    words: Object.fromEntries(wordsIn(value)),
  };
}

/** Events for partners are filed under the partner's portfolio and name the account inside (WhatsApp reference 5.15). */
export function accountNamed(value: Record<string, unknown>): string | undefined {
  return named.safeParse(value).data?.waba_info.waba_id;
}

const deepest = 4;

function wordsIn(value: Record<string, unknown>, depth = 0): [string, string][] {
  if (depth > deepest) return [];
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const word = codeWord(inner);
    if (word !== undefined) return key === "event" ? [] : [[key, word]];
    const list = Array.isArray(inner) ? inner : [inner];
    return list.flatMap((item) => (isRecord(item) ? wordsIn(item, depth + 1) : []));
  });
}

function codeWord(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Z][A-Z0-9_]{1,63}$/.test(value) ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
