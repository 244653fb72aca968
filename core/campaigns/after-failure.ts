/** What a message that did not arrive means: for its recipient, and for everybody else in the broadcast. */

const hourMs = 3_600_000;

export type AfterFailure =
  /** This person gets none. */
  | { readonly kind: "final" }
  /** Once more, so many milliseconds later. */
  | { readonly kind: "again"; readonly afterMs: number }
  /** The same would happen to everybody: nothing goes on before somebody has looked. This person is still to get it. */
  | { readonly kind: "pause" };

/** WhatsApp spares a person marketing: a day at the earliest, then longer (WhatsApp reference 6.7). */
const withheldWaits = [24 * hourMs, 48 * hourMs, 96 * hourMs] as const;
/** Too fast or not now: a moment. */
const busyWaits = [5_000, 30_000, 5 * 60_000] as const;

const busy: ReadonlySet<string> = new Set([
  "whatsapp.throughput",
  "whatsapp.rate_limited",
  "whatsapp.pair_limit",
  "whatsapp.maintenance",
  "whatsapp.unavailable",
  "whatsapp.unreachable",
]);

/** Of the template, the number, the account or the Flow, and not of the person (WhatsApp reference 8.5). */
const everybodys: ReadonlySet<string> = new Set([
  "whatsapp.bad_request",
  "whatsapp.display_name",
  "whatsapp.flow_unhealthy",
  "whatsapp.integrity",
  "whatsapp.locked",
  "whatsapp.marketing_off",
  "whatsapp.not_registered",
  "whatsapp.payment",
  "whatsapp.permission",
  "whatsapp.spam_limit",
  "whatsapp.template_content",
  "whatsapp.template_unusable",
  "whatsapp.token",
]);

/** @param tries how many messages this person was sent before this one */
export function afterFailure(code: string, tries: number): AfterFailure {
  if (everybodys.has(code)) return { kind: "pause" };
  const waits = code === "whatsapp.withheld" ? withheldWaits : busy.has(code) ? busyWaits : [];
  const afterMs = waits[tries];
  return afterMs === undefined ? { kind: "final" } : { kind: "again", afterMs };
}
