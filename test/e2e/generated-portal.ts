/**
 * A portal's contacts and the people who answer, generated together with what is true of them: whose contact is whose.
 * The numbers and names are invented; every person writes a mark of their own into `firstname`.
 */
import type { Portal } from "../../sandbox/hubspot/index.ts";

export type Truth =
  /** The answers belong to this contact. */
  | { readonly kind: "contact"; readonly id: string }
  /** To this contact, or to whoever a person in the portal says: two people, one e-mail, one contact. */
  | { readonly kind: "contact, or a person decides"; readonly id: string }
  /** HubSpot does not know them: one contact is made. */
  | { readonly kind: "new" }
  /** It cannot be known: nothing is written until a person decides. */
  | { readonly kind: "a person decides" };

export interface Answering {
  readonly kind: string;
  readonly mark: string;
  readonly waId: string;
  readonly email: string | undefined;
  /** The contact that the Flow was sent from. */
  readonly sentFrom: string | undefined;
  /** How often they answer, at once. */
  readonly times: number;
  readonly truth: Truth;
}

export interface GeneratedPortal {
  readonly people: readonly Answering[];
  /** What happens in HubSpot after the messages went out and before the answers come. */
  mergeMeanwhile(): void;
}

type Given = Omit<Answering, "kind" | "mark" | "times"> & { readonly times?: number };
/** Every kind has two variants, which take turns. */
type Make = (number: number, first: boolean) => readonly Given[];

const pad = (number: number, length: number): string => String(number).padStart(length, "0");
/** An Italian mobile number without its country code. */
const mobile = (number: number): string => `328${pad(number, 7)}`;

/** Fills the portal up to so many contacts, and makes people who hand in so many submissions. */
export function generatePortal(portal: Portal, contacts: number, submissions: number): GeneratedPortal {
  const merges: (() => void)[] = [];
  const add = (values: Record<string, string>): string =>
    portal.contacts.create({ firstname: "Before", lastname: "Generated", ...values }).id;
  const own = (number: number, who = "p") => `${who}${number}@generated.example`;
  const known = (id: string): Truth => ({ kind: "contact", id });
  const person = (waId: string, email: string | undefined, truth: Truth, more: Partial<Given> = {}): Given => ({
    waId,
    email,
    sentFrom: undefined,
    truth,
    ...more,
  });
  const twin = (written: string, waId: string, number: number) => [
    person(waId, own(number), known(add({ phone: written }))),
  ];

  const kinds: Readonly<Record<string, Make>> = {
    "record, with somebody else's e-mail typed": (n) => {
      const id = add({ email: own(n, "record"), phone: `+39 ${mobile(n)}` });
      add({ email: own(n, "bystander") });
      return [person(`39${mobile(n)}`, own(n, "bystander"), known(id), { sentFrom: id })];
    },
    "e-mail, typed in capitals": (n) => {
      const id = add({ email: own(n) });
      return [person(`39${mobile(n)}`, own(n).toUpperCase(), known(id))];
    },
    "phone, international": (n, first) => {
      const written = `+39 ${mobile(n).slice(0, 3)} ${mobile(n).slice(3)}`;
      const id = add(first ? { phone: written } : { mobilephone: written, email: own(n, "kept") });
      return [person(`39${mobile(n)}`, own(n), known(id))];
    },
    "phone, national": (n, first) => {
      const id = add({ phone: `${mobile(n).slice(0, 3)} ${mobile(n).slice(3, 6)} ${mobile(n).slice(6)}` });
      return [person(`39${mobile(n)}`, first ? own(n) : undefined, known(id))];
    },
    "phone, Brazil's ninth digit": (n, first) =>
      first
        ? twin(`+55 11 8${pad(n, 7)}`, `551198${pad(n, 7)}`, n)
        : twin(`+55 11 98${pad(n, 7)}`, `55118${pad(n, 7)}`, n),
    "phone, Mexico's 1": (n, first) =>
      first
        ? twin(`+52 55 1${pad(n, 7)}`, `521551${pad(n, 7)}`, n)
        : twin(`+52 1 55 1${pad(n, 7)}`, `52551${pad(n, 7)}`, n),
    "phone, Argentina's 9": (n, first) =>
      first
        ? twin(`+54 11 2${pad(n, 7)}`, `549112${pad(n, 7)}`, n)
        : twin(`+54 9 11 2${pad(n, 7)}`, `54112${pad(n, 7)}`, n),
    "WhatsApp id, with the number of another contact": (n) => {
      const id = add({ flowella_wa_id: `39${mobile(n)}` });
      add({ phone: `+39 ${mobile(n)}` });
      return [person(`39${mobile(n)}`, own(n), known(id))];
    },
    "e-mail of another WhatsApp user": (n) => {
      add({ email: own(n), flowella_wa_id: `3934${pad(n, 8)}`, phone: `+39 34${pad(n, 8)}` });
      return [person(`39${mobile(n)}`, own(n), { kind: "a person decides" })];
    },
    "e-mail that two people share": (n) => {
      const truth = { kind: "contact, or a person decides" as const, id: add({ email: own(n) }) };
      return [person(`39${mobile(n)}`, own(n), truth), person(`3933${pad(n, 8)}`, own(n), truth)];
    },
    "number that two contacts share": (n, first) => {
      add({ phone: mobile(n) });
      const second = add({ mobilephone: `+39 ${mobile(n)}`, email: own(n, "second") });
      return first
        ? [person(`39${mobile(n)}`, own(n), { kind: "a person decides" })]
        : [person(`39${mobile(n)}`, own(n, "second"), known(second))];
    },
    "merged before the answer": (n, first) => {
      const old = add({ email: own(n, "old"), ...(first && { flowella_wa_id: `39${mobile(n)}` }) });
      const kept = add({ email: own(n, "kept") });
      merges.push(() => portal.contacts.merge(kept, old, "primary"));
      const sentFrom = first ? undefined : old;
      return [person(`39${mobile(n)}`, own(n), known(kept), { sentFrom })];
    },
    "nobody's number, which looks like another country's": (n) => {
      add({ phone: `+49 ${mobile(n)}` });
      return [person(`39${mobile(n)}`, own(n), { kind: "new" })];
    },
    "unknown, three answers at once": (n, first) => [
      person(`39${mobile(n)}`, first ? own(n) : undefined, { kind: "new" }, { times: 3 }),
    ],
  };

  const people: Answering[] = [];
  const makers = Object.entries(kinds);
  let handedIn = 0;
  for (let number = 1; handedIn < submissions; number += 1) {
    const [kind, make] = makers[number % makers.length] ?? ["", () => []];
    for (const given of make(number, Math.floor(number / makers.length) % 2 === 0)) {
      const times = Math.min(given.times ?? 1, submissions - handedIn);
      if (times === 0) continue;
      handedIn += times;
      people.push({ ...given, kind, times, mark: `Mark${number}x${people.length}` });
    }
  }
  for (let number = portal.contacts.list().length; number < contacts; number += 1)
    add({ email: own(number, "filler"), phone: `+39 35${pad(number, 8)}` });
  return {
    people,
    mergeMeanwhile: () => {
      for (const merge of merges) merge();
    },
  };
}
