/** What a Pipedrive company on loopback holds: people, notes and the fields that people have. */
import { randomBytes } from "node:crypto";

export interface StoredValue {
  readonly value: string;
  readonly primary: boolean;
  readonly label: string;
}

export interface StoredPerson {
  readonly id: number;
  name: string;
  emails: StoredValue[];
  phones: StoredValue[];
  customFields: Record<string, string>;
  deleted: boolean;
  readonly addedAt: number;
  /** From then on a search finds what the person has now. */
  searchableAt: number;
  /** Of all calls that changed it, its making included. */
  writes: number;
}

export interface StoredNote {
  readonly id: number;
  personId: number;
  content: string;
  deleted: boolean;
  readonly addedAt: number;
  writes: number;
}

export interface StoredField {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly custom: boolean;
}

export class Company {
  readonly id = 7_401_122;
  readonly name = "Casa Lume";
  readonly people = new Map<number, StoredPerson>();
  readonly notes = new Map<number, StoredNote>();
  readonly fields = new Map<string, StoredField>();
  /** How late the search knows of a change, in milliseconds. */
  searchLagMs = 0;
  #lastId = 100;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    for (const [code, type] of [
      ["name", "varchar"],
      ["phone", "phone"],
      ["email", "varchar"],
      ["org_id", "org"],
    ] as const)
      this.fields.set(code, { code, name: code, type, custom: false });
  }

  addField(name: string, type: string): StoredField {
    const field = { code: randomBytes(20).toString("hex"), name, type, custom: true };
    this.fields.set(field.code, field);
    return field;
  }

  addPerson(given: Partial<Pick<StoredPerson, "name" | "customFields">> & { email?: string; phone?: string }) {
    const { name = "", email, phone, customFields = {} } = given;
    const listed = (value: string | undefined) =>
      value === undefined ? [] : [{ value, primary: true, label: "work" }];
    const person: StoredPerson = {
      id: this.#nextId(),
      name,
      emails: listed(email),
      phones: listed(phone),
      customFields: { ...customFields },
      deleted: false,
      addedAt: this.#now(),
      searchableAt: this.#now() + this.searchLagMs,
      writes: 1,
    };
    this.people.set(person.id, person);
    return person;
  }

  addNote(personId: number, content: string): StoredNote {
    const note = { id: this.#nextId(), personId, content, deleted: false, addedAt: this.#now(), writes: 1 };
    this.notes.set(note.id, note);
    return note;
  }

  /** The first person's notes and values go to the second one, and the first is gone. */
  merge(from: number, into: number): void {
    const [lost, kept] = [this.people.get(from), this.people.get(into)];
    if (!lost || !kept) throw new Error("There are no such people to merge.");
    lost.deleted = true;
    kept.customFields = { ...lost.customFields, ...kept.customFields };
    for (const note of this.notes.values()) if (note.personId === from) note.personId = into;
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}
