/** One HubSpot account: its settings and everything it holds. */

import { Associations } from "./associations.ts";
import type { Behaviour } from "./behaviour.ts";
import type { Clock } from "./clock.ts";
import { type CustomObject, CustomObjects } from "./custom-objects.ts";
import { defaultCatalogue } from "./default-properties.ts";
import type { FormDefinition } from "./form-types.ts";
import { type BuiltInKind, type Kind, type KindName, kindOf, kinds } from "./kinds.ts";
import type { ContactList } from "./lists.ts";
import type { MeetingPage } from "./meeting-pages.ts";
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
  readonly superAdmin?: boolean;
  /** Ids of the account's teams. */
  readonly primaryTeamId?: string;
  readonly secondaryTeamIds?: readonly string[];
}

export interface PortalTeam {
  readonly id: string;
  readonly name: string;
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
  readonly teams?: readonly PortalTeam[];
  /** Scopes this account cannot grant: its tier lacks the feature. */
  readonly unavailableScopes?: readonly string[];
}

/** A file in the account's file manager. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly type: string;
  readonly bytes: number;
  readonly access: string;
  readonly ttl: string | undefined;
}

export class Portal {
  readonly settings: PortalSettings;
  readonly records: Readonly<Record<BuiltInKind, RecordStore>>;
  readonly associations = new Associations();
  readonly customObjects = new CustomObjects((made) => this.#keep(made));
  readonly forms = new Map<string, FormDefinition>();
  /** By their ids. */
  readonly lists = new Map<string, ContactList>();
  /** Scheduling pages, by their slugs. */
  readonly meetingPages = new Map<string, MeetingPage>();
  readonly submissions: Submissions;
  readonly #now: Clock;
  readonly #recordWorld: (calculate: RecordWorld["calculate"]) => RecordWorld;
  /** By their objects' type ids. */
  readonly #custom = new Map<string, RecordStore>();
  /** By id. */
  readonly files = new Map<string, StoredFile>();
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
    this.#recordWorld = world;
    const store = (kind: BuiltInKind, calculate: RecordWorld["calculate"]) =>
      new RecordStore(kinds[kind], defaultCatalogue(kind), world(calculate));
    this.records = {
      contacts: store("contacts", (values) => ({
        ...calculatedPhones(values, settings.callingCode),
        hubspot_team_id: teamOfOwner(values["hubspot_owner_id"], settings),
      })),
      tickets: store("tickets", () => ({})),
      tasks: store("tasks", () => ({})),
      notes: store("notes", () => ({})),
      communications: store("communications", () => ({})),
      meetings: store("meetings", () => ({})),
    };
    this.submissions = new Submissions(this.records.contacts, behaviour, now);
  }

  get id(): number {
    return this.settings.id;
  }

  nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  get contacts(): RecordStore {
    return this.records.contacts;
  }

  /** By plural, singular or type id; a custom object also by its names. */
  kindOf(name: string): Kind | undefined {
    return kindOf(name) ?? this.customObjects.get(name)?.kind;
  }

  /** @throws Error for a kind that this account does not have */
  recordsOf(name: KindName): RecordStore {
    const known = Object.entries(this.records).find(([kind]) => kind === name)?.[1] ?? this.#custom.get(name);
    if (!known) throw new Error(`The account has no records of ${name}.`);
    return known;
  }

  /** Every kind of record, custom objects' last. */
  kinds(): Kind[] {
    return [...Object.values(kinds), ...this.customObjects.list().map(({ kind }) => kind)];
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
    for (const store of [...Object.values(this.records), ...this.#custom.values()]) store.index.settle(now);
  }

  #keep(made: CustomObject): void {
    this.#custom.set(
      made.objectTypeId,
      new RecordStore(
        made.kind,
        made.catalogue,
        this.#recordWorld(() => ({})),
      ),
    );
    for (const { to, typeId, inverse } of made.associations) {
      const other = this.kindOf(to);
      if (other) this.associations.connect(made.kind.name, other.name, typeId, inverse);
    }
  }
}

/** HubSpot itself gives a record its owner's main team. */
function teamOfOwner(ownerId: string | undefined, { users }: PortalSettings): string {
  return users.find((user) => user.ownerId === ownerId)?.primaryTeamId ?? "";
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
