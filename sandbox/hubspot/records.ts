/** The records of one kind in one portal: unique values, stamps, archiving, merging. Callers see immutable records. */
import { iso } from "./clock.ts";
import { duplicate, type ErrorDetail, invalid, invalidProperties, notFound } from "./errors.ts";
import type { Kind } from "./kinds.ts";
import type { PropertyCatalogue } from "./properties.ts";
import type { CrmRecord, Values } from "./record.ts";
import { SearchIndex } from "./search-index.ts";
import { checkValue, valueError } from "./values.ts";

/** What the store needs from its portal. */
export interface RecordWorld {
  now(): number;
  searchLagMs(): number;
  nextId(): string;
  ownerIds(): ReadonlySet<string>;
  /** Values that HubSpot calculates from the others. */
  calculate(values: Values): Record<string, string>;
}

export class RecordStore {
  readonly kind: Kind;
  readonly catalogue: PropertyCatalogue;
  readonly index = new SearchIndex();
  readonly #world: RecordWorld;
  #records = new Map<string, CrmRecord>();
  /** Ids of merged records and the record they now belong to. */
  #merged = new Map<string, string>();

  constructor(kind: Kind, catalogue: PropertyCatalogue, world: RecordWorld) {
    this.kind = kind;
    this.catalogue = catalogue;
    this.#world = world;
  }

  list(archived = false): CrmRecord[] {
    return [...this.#records.values()].filter((record) => (record.archivedAt !== undefined) === archived);
  }

  /** By id, or by a unique property. Archived records are not found. Refuses an `idProperty` that is not unique. */
  find(key: string, idProperty?: string): CrmRecord | undefined {
    if (idProperty === undefined || idProperty === "hs_object_id") {
      const record = this.#records.get(this.#merged.get(key) ?? key);
      return record?.archivedAt === undefined ? record : undefined;
    }
    if (!this.catalogue.get(idProperty)?.hasUniqueValue) {
      throw invalid(`Cannot identify records by ${idProperty}: non-unique ${this.kind.typeId} property`);
    }
    return this.#holder(idProperty, key);
  }

  archived(id: string): CrmRecord | undefined {
    const record = this.#records.get(id);
    return record?.archivedAt === undefined ? undefined : record;
  }

  need(key: string, idProperty?: string): CrmRecord {
    const record = this.find(key, idProperty);
    if (!record) throw notFound();
    return record;
  }

  /** `stamps` are values that only HubSpot may write (original source, conversions). */
  create(input: Values, stamps: Values = {}, at = this.#world.now()): CrmRecord {
    const values = this.#checked(input, {});
    const missing = this.kind.requiredProperties.filter((name) => !values[name]);
    if (missing.length > 0) {
      throw invalidProperties(missing.map((name) => valueError(name, "REQUIRED_FIELD", `${name} is required`)));
    }
    if (this.kind.name === "contacts" && !values["email"] && !values["firstname"] && !values["lastname"]) {
      throw invalid("A contact needs at least one of email, firstname, lastname.");
    }
    this.#refuseDuplicates(values, undefined);
    const id = this.#world.nextId();
    const own = { hs_object_id: id, [this.kind.createdProperty]: iso(at), [this.kind.modifiedProperty]: iso(at) };
    return this.#write({ id, createdAt: at, updatedAt: at, properties: { ...values, ...stamps, ...own } });
  }

  update(id: string, input: Values, stamps: Values = {}): CrmRecord {
    const before = this.need(id);
    const values = this.#checked(input, before.properties);
    this.#refuseDuplicates(values, before.id);
    const now = this.#world.now();
    const properties = { ...before.properties, ...values, ...stamps, [this.kind.modifiedProperty]: iso(now) };
    return this.#write({ ...before, properties, updatedAt: now });
  }

  archive(id: string): void {
    const record = this.find(id);
    if (!record) return;
    this.#records.set(record.id, { ...record, archivedAt: this.#world.now() });
    this.#unindex(record.id);
  }

  /** Permanently, as a privacy deletion does. */
  erase(id: string): void {
    this.#records.delete(id);
    this.#unindex(id);
  }

  /** The primary record's values win; empty ones are filled from the other. The old ids keep leading here. */
  merge(primaryId: string, otherId: string, result: "primary" | "new-record"): CrmRecord {
    const primary = this.need(primaryId);
    const other = this.need(otherId);
    if (primary.id === other.id) throw invalid("A record cannot be merged with itself.");
    const id = result === "primary" ? primary.id : this.#world.nextId();
    const gone = [primary.id, other.id].filter((old) => old !== id);
    for (const old of gone) {
      this.#records.delete(old);
      this.#unindex(old);
    }
    for (const [old, target] of this.#merged) if (gone.includes(target)) this.#merged.set(old, id);
    for (const old of gone) this.#merged.set(old, id);
    const now = this.#world.now();
    const properties = {
      ...other.properties,
      ...primary.properties,
      hs_object_id: id,
      hs_merged_object_ids: [...this.#merged].flatMap(([old, target]) => (target === id ? [old] : [])).join(";"),
      [this.kind.modifiedProperty]: iso(now),
    };
    return this.#write({ id, createdAt: primary.createdAt, updatedAt: now, properties });
  }

  /** Runs `work`; if it throws, nothing of it stays. */
  atomically<T>(work: () => T): T {
    const records = new Map(this.#records);
    const merged = new Map(this.#merged);
    const forget = this.index.checkpoint();
    try {
      return work();
    } catch (error) {
      this.#records = records;
      this.#merged = merged;
      forget();
      throw error;
    }
  }

  #write(record: CrmRecord): CrmRecord {
    const calculated = this.#world.calculate(record.properties);
    const filled = Object.entries({ ...record.properties, ...calculated }).filter(([, value]) => value !== "");
    const kept = { ...record, properties: Object.fromEntries(filled) };
    this.#records.set(kept.id, kept);
    this.index.note({ dueAt: this.#world.now() + this.#world.searchLagMs(), id: kept.id, record: kept });
    return kept;
  }

  #unindex(id: string): void {
    this.index.note({ dueAt: this.#world.now() + this.#world.searchLagMs(), id });
  }

  #holder(property: string, value: string): CrmRecord | undefined {
    const wanted = value.trim().toLowerCase();
    return this.list().find((record) => record.properties[property]?.toLowerCase() === wanted);
  }

  #refuseDuplicates(values: Values, ownId: string | undefined): void {
    for (const { name, label } of this.catalogue.unique()) {
      const value = values[name];
      const holder = value ? this.#holder(name, value) : undefined;
      if (!holder || holder.id === ownId) continue;
      throw duplicate(name === "email" ? "Contact" : `A ${this.kind.singular} with this ${label}`, holder.id);
    }
  }

  #checked(input: Values, before: Values): Record<string, string> {
    const values: Record<string, string> = {};
    const errors: ErrorDetail[] = [];
    for (const [name, given] of Object.entries(input)) {
      const checked = this.#checkOne(name, given, before);
      if (checked === "ignored") continue;
      if ("value" in checked) values[name] = checked.value;
      else errors.push(valueError(name, checked.code, checked.message));
    }
    if (errors.length > 0) throw invalidProperties(errors);
    return values;
  }

  #checkOne(name: string, given: string, before: Values) {
    const property = this.catalogue.get(name);
    if (!property) {
      if (this.kind.unknownProperties === "ignore") return "ignored";
      return { code: "PROPERTY_DOESNT_EXIST", message: `Property "${name}" does not exist` };
    }
    if (property.modificationMetadata.readOnlyValue) {
      return { code: "READ_ONLY_VALUE", message: `"${name}" is a read only property; its value cannot be set` };
    }
    const old = before[name] ?? "";
    if (name === "lifecyclestage" && goesBack(property.options, old, given)) return { value: old };
    const checked = checkValue(property, given, this.#world.ownerIds());
    const appends = property.fieldType === "checkbox" && given.startsWith(";");
    return "value" in checked && appends ? { value: union(old, checked.value) } : checked;
  }
}

/** The lifecycle stage only moves forward; clearing it first is the way back (reference 6.3). */
function goesBack(options: readonly { value: string }[], old: string, given: string): boolean {
  const rank = (value: string) => options.findIndex((option) => option.value === value);
  return old !== "" && rank(given) >= 0 && rank(given) < rank(old);
}

/** A multi-select value that starts with `;` is appended (reference 6.3). */
function union(old: string, added: string): string {
  return [...new Set([...old.split(";"), ...added.split(";")])].filter((part) => part !== "").join(";");
}
