import type { Decision, Facts, Refusal } from "./types.ts";

/**
 * May this be sent now? One table, strongest rule first:
 *
 * | rule | outcome |
 * |---|---|
 * | the person opted out of everything, or of marketing and this is marketing | refuse |
 * | an answer inside the 24 hours that is no marketing | send, whatever else holds |
 * | the business begins, and the person waits for somebody whom they asked for | hold until a day is over |
 * | no agreement, or the answer was no, or it does not cover marketing and this is marketing | refuse |
 * | quiet hours, or the frequency cap is reached | hold until the later of the two |
 * | an agreement | send |
 */
export function mayWrite(facts: Facts): Decision {
  const { purpose, occasion, window, optOut, withPersonUntil, quietUntil, capUntil } = facts;
  if (optOut === "everything") return refuse("opted_out");
  if (optOut === "marketing" && purpose === "marketing") return refuse("opted_out_of_marketing");
  if (occasion === "answer" && window === "open" && purpose === "utility")
    return { kind: "send", because: "answer_in_window" };
  if (withPersonUntil !== undefined && occasion === "outreach")
    return { kind: "hold", because: "with_a_person", until: withPersonUntil };
  const lacking = whatConsentLacks(facts);
  if (lacking) return refuse(lacking);
  if (quietUntil !== undefined && quietUntil >= (capUntil ?? 0))
    return { kind: "hold", because: "quiet_hours", until: quietUntil };
  if (capUntil !== undefined) return { kind: "hold", because: "frequency_cap", until: capUntil };
  return { kind: "send", because: "consent" };
}

function whatConsentLacks({ consent, purpose }: Facts): Refusal | undefined {
  if (consent.state === "none") return "no_consent";
  if (consent.state === "declined") return "consent_declined";
  return purpose === "marketing" && consent.covers === "utility" ? "consent_not_for_marketing" : undefined;
}

function refuse(because: Refusal): Decision {
  return { kind: "refuse", because };
}
