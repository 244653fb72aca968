/** A demo account with exactly 200 contacts, always the same ones, three forms, a list and three tickets. */
import { iso } from "./clock.ts";
import type { Portal, PortalSettings } from "./portals.ts";
import type { Values } from "./record.ts";
import { demoForms, formIds, formProperties, formPropertyGroup } from "./seed-forms.ts";
import { type SeedPerson, seedPerson } from "./seed-people.ts";

export { demoForms } from "./seed-forms.ts";

const contactCount = 200;

export const demoPortal: PortalSettings = {
  id: 4_417_203,
  name: "Casa Lume Arredamenti",
  accountType: "STANDARD",
  uiDomain: "app-eu1.hubspot.com",
  dataHostingLocation: "eu1",
  timeZone: "Europe/Rome",
  companyCurrency: "EUR",
  callingCode: "39",
  users: [
    {
      userId: 61_200_481,
      email: "paola.bassi@casa-lume.example",
      firstName: "Paola",
      lastName: "Bassi",
      ownerId: "71020011",
      superAdmin: true,
    },
    {
      userId: 61_200_482,
      email: "tommaso.neri@casa-lume.example",
      firstName: "Tommaso",
      lastName: "Neri",
      ownerId: "71020012",
      primaryTeamId: "5301",
    },
    {
      userId: 61_200_483,
      email: "irene.galli@casa-lume.example",
      firstName: "Irene",
      lastName: "Galli",
      ownerId: "71020013",
      primaryTeamId: "5302",
      secondaryTeamIds: ["5301"],
    },
  ],
  teams: [
    { id: "5301", name: "Showroom" },
    { id: "5302", name: "Customer service" },
  ],
};

/** What a test or a demo needs to know about the seeded people. WhatsApp ids are digits with country code. */
export interface SeedFacts {
  readonly portalId: number;
  readonly contactCount: number;
  /** One customer, whose number stands in the CRM without its country code. */
  readonly customer: {
    readonly contactId: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phone: string;
    readonly waId: string;
  };
  /** Every seeded contact agreed to be written to: this property says so. */
  readonly optIn: { readonly property: string; readonly value: string };
  /** Two contacts with one number, spelled differently. */
  readonly shared: {
    readonly contactIds: readonly [string, string];
    readonly phones: readonly [string, string];
    readonly waId: string;
  };
  readonly tickets: {
    /** Of the one customer. */
    readonly ofCustomer: string;
    /** Of two contacts. */
    readonly shared: string;
    readonly ofNobody: string;
  };
  readonly withoutPhone: readonly string[];
  readonly withoutEmail: readonly string[];
  readonly formIds: typeof formIds;
}

const customer = {
  firstname: "Giulia",
  lastname: "Bellandi",
  email: "giulia.bellandi@studio-bellandi.example",
  phone: "347 555 0142",
  city: "Bologna",
  country: "Italy",
} satisfies SeedPerson;
const sharing = [
  {
    firstname: "Marco",
    lastname: "Sartori",
    email: "marco.sartori@sartori-legno.example",
    phone: "333 555 0188",
    city: "Verona",
    country: "Italy",
  },
  {
    firstname: "Elena",
    lastname: "Sartori",
    email: "elena.sartori@sartori-legno.example",
    mobilephone: "+39 333 5550188",
    city: "Verona",
    country: "Italy",
  },
] as const satisfies SeedPerson[];

const special: ReadonlyMap<number, SeedPerson> = new Map<number, SeedPerson>([
  [41, customer],
  [87, sharing[0]],
  [132, sharing[1]],
  // Nothing but a name.
  [64, { firstname: "Aurora", lastname: "Benedetti", city: "Lucca", country: "Italy" }],
]);

/** Thirty contacts, the one customer among them. */
const openDay = { listId: "31", name: "Invited to the open day" };

/** Fills an account that has no contacts yet. Everything is searchable at once, as if it had been there for long. */
export function seedPortal(portal: Portal): SeedFacts {
  const { contacts } = portal;
  if (contacts.list().length > 0) throw new Error("Seed an account that has no contacts yet.");
  contacts.catalogue.addGroup(formPropertyGroup);
  for (const property of formProperties) contacts.catalogue.add(structuredClone(property));
  for (const form of demoForms) portal.putForm(structuredClone(form));
  const ids = Array.from({ length: contactCount }, (_, index) => addContact(portal, index));
  contacts.index.settle(Number.POSITIVE_INFINITY);
  const tickets = {
    ofCustomer: addTicket(portal, "Kitchen delivery: which day?", [need(ids, 41)]),
    shared: addTicket(portal, "Two chairs instead of four", [need(ids, 87), need(ids, 132)]),
    ofNobody: addTicket(portal, "Question from the web site", []),
  };
  portal.lists.set(openDay.listId, { ...openDay, members: new Map(ids.slice(30, 60).map((id) => [id, 0])) });
  const without = (...names: string[]) =>
    contacts
      .list()
      .filter(({ properties }) => names.every((name) => !properties[name]))
      .map(({ id }) => id);
  return {
    portalId: portal.id,
    contactCount,
    customer: {
      contactId: need(ids, 41),
      firstName: customer.firstname,
      lastName: customer.lastname,
      email: customer.email,
      phone: customer.phone,
      waId: "393475550142",
    },
    optIn: { property: "whatsapp_opt_in", value: "true" },
    shared: {
      contactIds: [need(ids, 87), need(ids, 132)],
      phones: [sharing[0].phone, sharing[1].mobilephone],
      waId: "393335550188",
    },
    tickets,
    withoutPhone: without("phone", "mobilephone"),
    withoutEmail: without("email"),
    formIds,
  };
}

function addContact({ contacts }: Portal, index: number): string {
  const values: Values = { ...(special.get(index) ?? seedPerson(index)), whatsapp_opt_in: "true" };
  const made = Date.UTC(2025, 0, 7, 8) + index * 86_400_000;
  const source = {
    hs_analytics_source: "OFFLINE",
    hs_analytics_source_data_1: "IMPORT",
    hs_analytics_source_data_2: iso(made),
  };
  return contacts.create(values, source, made).id;
}

function addTicket({ records, associations }: Portal, subject: string, contactIds: readonly string[]): string {
  const { id } = records.tickets.create({ subject });
  for (const contactId of contactIds) {
    associations.addDefault({ kind: "tickets", id }, { kind: "contacts", id: contactId });
  }
  return id;
}

function need(ids: readonly string[], index: number): string {
  const id = ids[index];
  if (id === undefined) throw new Error(`Contact ${index} was not seeded.`);
  return id;
}
