/** One HubSpot account: its settings and everything it holds. */

import { Associations } from "./associations.ts";
import type { Behaviour } from "./behaviour.ts";
import type { Clock } from "./clock.ts";
import { CustomObjects } from "./custom-objects.ts";
import { defaultCatalogue } from "./default-properties.ts";
import type { FormDefinition } from "./form-types.ts";
import { type KindName, kinds } from "./kinds.ts";
import type { ContactList } from "./lists.ts";
import { parsePhone } from "./phones.ts";
import type { Values } from "./record.ts";
import { RecordStore, type RecordWorld } from "./records.ts";
import { Submissions } from "./submissions.ts";

export interface PortalUser {
  readonly userId: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Used as `hubspot_owner_id`. */
  readonly ownerId: string;
}

export interface PortalSettings {
  readonly id: number;
  readonly name: string;
  readonly accountType: "APP_DEVELOPER" | "DEVELOPER_TEST" | "SANDBOX" | "STANDARD";
  readonly uiDomain: string;
  readonly dataHostingLocation: string;
  readonly timeZone: string;
  readonly companyCurrency: string;
  /** Country calling code for phone numbers that carry none, such as `39`. */
  readonly callingCode: string;
  /** The first one installs apps. */
  readonly users: readonly [PortalUser, ...PortalUser[]];
  /** Scopes this account cannot grant: its tier lacks the feature. */
  readonly unavailableScopes?: readonly string[];
}

export class Portal {
  readonly settings: PortalSettings;
  readonly records: Readonly<Record<KindName, RecordStore>>;
  readonly associations = new Associations();
  readonly customObjects = new CustomObjects();
  readonly forms = new Map<string, FormDefinition>();
  /** By their ids. */
  readonly lists = new Map<string, ContactList>();
  readonly submissions: Submissions;
  readonly #now: Clock;
  #lastId = 100;

  constructor(settings: PortalSettings, behaviour: Behaviour, now: Clock) {
    this.settings = settings;
    this.#now = now;
    const owners = new Set(settings.users.map((user) => user.ownerId));
    const world = (calculate: RecordWorld["calculate"]): RecordWorld => ({
      now,
      searchLagMs: () => behaviour.searchLagMs,
      nextId: () => String(++this.#lastId),
      ownerIds: () => owners,
      calculate,
    });
    const store = (kind: KindName, calculate: RecordWorld["calculate"]) =>
      new RecordStore(kinds[kind], defaultCatalogue(kind), world(calculate));
    this.records = {
      contacts: store("contacts", (values) => calculatedPhones(values, settings.callingCode)),
      tasks: store("tasks", () => ({})),
      notes: store("notes", () => ({})),
      communications: store("communications", () => ({})),
    };
    this.submissions = new Submissions(this.records.contacts, behaviour, now);
  }

  get id(): number {
    return this.settings.id;
  }

  get contacts(): RecordStore {
    return this.records.contacts;
  }

  putForm(form: FormDefinition): void {
    this.forms.set(form.id, form);
  }

  /** Somebody edits a form and publishes it: its date is that of this moment. */
  editForm(id: string, change: (form: FormDefinition) => FormDefinition): void {
    const form = this.forms.get(id);
    if (form) this.putForm({ ...change(structuredClone(form)), updatedAt: new Date(this.#now()).toISOString() });
  }

  /** Does whatever is due at `now`: form processing first, then indexing. `Infinity` does all of it. */
  settle(now: number): void {
    this.submissions.settle(now);
    for (const store of Object.values(this.records)) store.index.settle(now);
  }
}

/** The two pairs of searchable phone properties (HubSpot reference 6.3). */
function calculatedPhones(values: Values, callingCode: string): Record<string, string> {
  const phone = parsePhone(values["phone"] ?? "", callingCode);
  const mobile = parsePhone(values["mobilephone"] ?? "", callingCode);
  return {
    hs_searchable_calculated_phone_number: phone?.national ?? "",
    hs_searchable_calculated_mobile_number: mobile?.national ?? "",
    hs_searchable_calculated_international_phone_number: phone?.international ?? "",
    hs_searchable_calculated_international_mobile_number: mobile?.international ?? "",
  };
}
