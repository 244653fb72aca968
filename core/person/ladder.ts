/**
 * Who is this? People are found before they are made (design, section 5; HubSpot reference 6.3).
 *
 * The rungs are climbed in order and the first that answers ends the climb:
 * 1. `record`: the contact that the Flow was sent from;
 * 2. `identity`: the contact that our own identity table knows under this WhatsApp id;
 * 3. `wa_id`: the contact that carries this WhatsApp id in our unique property;
 * 4. `email`: the contact with the e-mail typed in this submission, unless it carries another WhatsApp id;
 * 5. `phone`: the contact with this very number, country code included, in any of its phone properties.
 *
 * Several on one rung are never guessed among: a person decides. Rungs 3 to 5 cost a call each, so `nextRung` says
 * which question to ask next, if any:
 *
 * ```ts
 * let ladder: Ladder = { waId, typedEmail };
 * let step = nextRung(ladder);
 * while (step.kind === "ask") {
 *   ladder = answered(ladder, step.rung, await search(step.rung));
 *   step = nextRung(ladder);
 * }
 * ```
 */
import { sameNumber, sameWaId } from "./numbers.ts";

/** A contact that a search brought, with what the ladder needs to judge it. Phones are as somebody typed them. */
export interface Candidate {
  readonly id: string;
  readonly waId?: string | undefined;
  readonly email?: string | undefined;
  readonly phones: readonly string[];
}

export type Rung = "record" | "identity" | "wa_id" | "email" | "phone";

/** The rungs that cost a call. */
export type SearchRung = "wa_id" | "email" | "phone";

export type Match =
  | { readonly kind: "one"; readonly contactId: string; readonly rung: Rung }
  | { readonly kind: "several"; readonly contactIds: readonly string[]; readonly rung: Rung }
  /** `emailTakenBy`: a contact has the typed e-mail but is another WhatsApp user, so nobody new can have that e-mail. */
  | { readonly kind: "none"; readonly emailTakenBy?: string };

export type NextRung = { readonly kind: "ask"; readonly rung: SearchRung } | Match;

export interface Ladder {
  readonly recordContactId?: string | undefined;
  readonly identityContactId?: string | undefined;
  /** Digits, country code first. Absent when WhatsApp told only its own id of the user (WhatsApp reference 7.5). */
  readonly waId?: string | undefined;
  readonly typedEmail?: string | undefined;
  /** ISO 3166 alpha-2 of the portal, for phones stored without a country code. */
  readonly defaultCountry?: string | undefined;
  /** What was asked so far; a rung that is missing has not been asked. */
  readonly answers?: { readonly [rung in SearchRung]?: readonly Candidate[] };
}

/** The ladder with one more question answered. */
export function answered(ladder: Ladder, rung: SearchRung, candidates: readonly Candidate[]): Ladder {
  return { ...ladder, answers: { ...ladder.answers, [rung]: candidates } };
}

/** The next question, or the outcome once a rung has answered or none is left. */
export function nextRung(ladder: Ladder): NextRung {
  if (ladder.recordContactId) return { kind: "one", contactId: ladder.recordContactId, rung: "record" };
  if (ladder.identityContactId) return { kind: "one", contactId: ladder.identityContactId, rung: "identity" };
  for (const rung of searchRungs(ladder)) {
    const candidates = ladder.answers?.[rung];
    if (!candidates) return { kind: "ask", rung };
    const ids = [...new Set(candidates.filter((candidate) => counts(rung, candidate, ladder)).map(({ id }) => id))];
    const [contactId, another] = ids;
    if (contactId !== undefined && another === undefined) return { kind: "one", contactId, rung };
    if (contactId !== undefined) return { kind: "several", contactIds: ids, rung };
  }
  const byEmail = ladder.typedEmail ? ladder.answers?.email : undefined;
  const taken = byEmail?.find((candidate) => isSomebodyElse(candidate, ladder));
  return taken ? { kind: "none", emailTakenBy: taken.id } : { kind: "none" };
}

/** The whole climb where all candidates are at hand: what was not found is an empty list. */
export function climb(input: {
  readonly recordContactId?: string | undefined;
  readonly identityContactId?: string | undefined;
  readonly waId?: string | undefined;
  readonly typedEmail?: string | undefined;
  readonly defaultCountry?: string | undefined;
  readonly candidates: {
    readonly byWaId: readonly Candidate[];
    readonly byEmail: readonly Candidate[];
    readonly byPhone: readonly Candidate[];
  };
}): Match {
  const { candidates, ...known } = input;
  const answers = { wa_id: candidates.byWaId, email: candidates.byEmail, phone: candidates.byPhone };
  const outcome = nextRung({ ...known, answers });
  return outcome.kind === "ask" ? { kind: "none" } : outcome;
}

/** The questions that make sense: without a number or an e-mail there is nothing to search for. */
function searchRungs({ waId, typedEmail }: Ladder): SearchRung[] {
  return [
    ...(waId ? ["wa_id" as const] : []),
    ...(typedEmail ? ["email" as const] : []),
    ...(waId ? ["phone" as const] : []),
  ];
}

function counts(rung: SearchRung, candidate: Candidate, ladder: Ladder): boolean {
  const { waId, defaultCountry } = ladder;
  switch (rung) {
    case "wa_id":
      return waId !== undefined && candidate.waId !== undefined && sameWaId(candidate.waId, waId);
    case "email":
      return !isSomebodyElse(candidate, ladder);
    case "phone":
      return waId !== undefined && candidate.phones.some((phone) => sameNumber(phone, waId, defaultCountry));
  }
}

/** The contact carries a WhatsApp id that is not this one. */
function isSomebodyElse(candidate: Candidate, { waId }: Ladder): boolean {
  return Boolean(candidate.waId) && (waId === undefined || !sameWaId(candidate.waId ?? "", waId));
}
