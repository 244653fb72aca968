/** What whoever wants to send is told when it does not go now. */
import type { Decision, Refusal } from "../../core/consent/index.ts";

const refusals: Readonly<Record<Refusal, string>> = {
  opted_out: "This person asked for no more messages. They can write START in the chat to get them again.",
  opted_out_of_marketing: "This person asked for no more offers. Send them only what is about their own request.",
  no_consent:
    "There is no agreement of this person to be written to. Ask for it in a form, or name a source of consent in the " +
    "settings. Inside the 24 hours after they write to you, an answer may be sent.",
  consent_declined:
    "This person was asked and did not agree to be written to. Inside the 24 hours after they write to you, an answer " +
    "may be sent.",
  consent_not_for_marketing:
    "This person agreed to messages about their own request, and this Flow is an offer. It needs a wider agreement.",
};

export function refusalCode(because: Refusal): "OPTED_OUT" | "NO_CONSENT" {
  return because === "opted_out" || because === "opted_out_of_marketing" ? "OPTED_OUT" : "NO_CONSENT";
}

export function refusalInWords(because: Refusal, trouble?: string): string {
  return trouble === undefined ? refusals[because] : `${refusals[because]} ${trouble}`;
}

const holds: Readonly<Record<Extract<Decision, { kind: "hold" }>["because"], string>> = {
  with_a_person: "This person asked to talk to somebody, and nobody has answered them yet.",
  quiet_hours: "It is night or rest time where this person is.",
  frequency_cap: "This person got as many messages lately as the settings allow.",
};

/** @param zone in which whoever reads it counts */
export function holdInWords({ because, until }: Extract<Decision, { kind: "hold" }>, zone: string): string {
  const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(until);
  return `${holds[because]} It can go from ${when} (${zone}) on.`;
}
